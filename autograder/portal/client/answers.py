"""The portal's answers as values. Nothing in them can disturb a terminal."""

from dataclasses import MISSING, dataclass, fields
from typing import Any, Self

from autograder.feedback.looks import LOOKS
from autograder.feedback.sanitize import for_terminal
from autograder.judge.verdict import Verdict

DONE = "done"


class Unexpected(ValueError):
    """An answer is not one of a portal."""


class _Answer:
    """Made of the fields of a JSON object; others are ignored, so that newer portals may tell more.

    A field with a default may be missing, since older portals tell less.
    """

    @classmethod
    def of(cls, told: Any) -> Self:
        """Read it. Raises `Unexpected`."""
        try:
            known = fields(cls)  # type: ignore[arg-type]
            wanted = [each.name for each in known if each.default is MISSING or each.name in told]
            return cls(**{name: told[name] for name in wanted})
        except (KeyError, TypeError) as error:
            raise Unexpected(str(error)) from None


@dataclass(frozen=True)
class Assignment(_Answer):
    """An assignment that is open for work."""

    slug: str
    title: str
    notebook: str


@dataclass(frozen=True)
class Task(_Answer):
    """The answer to one task. `text` is a headline, and below it what may help."""

    name: str
    verdict: str
    score: float | None
    points: float
    text: str

    @property
    def passed(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.verdict == Verdict.PASS.value

    @property
    def look(self) -> tuple[str, str, str]:
        """Give the verdict's word, sign and colour. A newer portal may have verdicts of its own."""
        known = {verdict.value: look for verdict, look in LOOKS.items()}
        return known.get(self.verdict, (self.verdict, "·", "#666666"))


@dataclass(frozen=True)
class Submission(_Answer):
    """A submission's receipt, and what is known of it so far."""

    id: str
    assignment: str
    number: int
    received_at: float
    late_by: float
    sha256: str
    contents: dict[str, Any] | None
    state: str
    ended: bool
    sentence: str
    tasks: list[dict[str, Any]]
    score: float | None
    points: float
    url: str
    # The owner, the earlier attempt with the same file, and the seconds until its turn.
    student: str = ""
    same_as: int | None = None
    starts_in: float | None = None

    def judged(self) -> list[Task]:
        """Give the tasks that were judged so far. Raises `Unexpected`."""
        return [Task.of(each) for each in self.tasks]

    @property
    def passed(self) -> bool:
        """Tell whether it was graded, and all tasks pass."""
        tasks = self.judged()
        return self.state == DONE and bool(tasks) and all(task.passed for task in tasks)


def harmless(told: Any) -> Any:
    """Show control characters in every text of a JSON value as visible escapes."""
    if isinstance(told, str):
        return for_terminal(told)
    if isinstance(told, list):
        return [harmless(each) for each in told]
    if isinstance(told, dict):
        return {for_terminal(name): harmless(value) for name, value in told.items()}
    return told
