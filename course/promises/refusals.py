"""Promises about calls that are refused."""

from dataclasses import dataclass
from typing import Any

from course.promises.promise import Call, Promise


# Not compared by its fields: the arguments of a case may be arrays.
@dataclass(frozen=True, eq=False)
class Refuses(Promise):
    """Each of these `cases` raises a ValueError: a case has words, and the arguments that differ.

    `words` begin the sentence of the claim, and tell several such promises of one check apart.

    Refuses(
        "A rate outside 0 to 1",
        (("A rate of 2", {"rate": 2.0}), ("A rate below 0", {"rate": -0.1})),
        tries="Any other rate raises a ValueError.",
    )
    """

    words: str
    cases: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def claim(self) -> str:
        return f"{self.words} raises a `ValueError`."

    @property
    def label(self) -> str:
        return f"Refuses-{self.words}"

    def keep(self, student: Any, call: Call) -> None:
        for words, changed in self.cases:
            with student.raises(ValueError, message=f"{words} should raise a `ValueError`."):
                call.on(student, **changed)
