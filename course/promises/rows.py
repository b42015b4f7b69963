"""The promise that each row is answered by itself."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from course.expect import as_array, holds
from course.promises.promise import Call, Promise, expect_same


@dataclass(frozen=True)
class RowByRow(Promise):
    """A row of `argument` gets the same answer alone, among others, in another order, and twice.

    The result's first axis is that of the array `argument`. `none=False` leaves out the array without
    rows. `rtol` allows for rounding.
    """

    argument: str = "x"
    none: bool = True
    rtol: float = 1e-5

    @property
    def claim(self) -> str:
        return (
            f"Each row of `{self.argument}` gets its answer whatever rows are asked about with it."
        )

    def keep(self, student: Any, call: Call) -> None:
        rows = np.asarray(call.arguments[self.argument])
        whole = as_array(call.on(student))
        message = f"{len(rows)} rows should give {len(rows)} answers."
        holds(whole.ndim > 0 and len(whole) == len(rows), message=message)
        order = np.random.default_rng(len(rows)).permutation(len(rows))
        questions = {
            "one row": [0],
            "the last row alone": [len(rows) - 1],
            "one row, three times": [1, 1, 1],
            "the first three rows": [0, 1, 2],
            "all rows in another order": list(order),
            "all but the first row": list(range(1, len(rows))),
        }
        if self.none:
            questions["no rows"] = []
        for words, chosen in questions.items():
            index = np.array(chosen, int)
            message = (
                f"Asked about {words}: the answers should be those of the same rows among all."
            )
            with student.succeeds(message=message):
                got = call.on(student, **{self.argument: rows[index]})
            found = as_array(got, shape=(len(index), *whole.shape[1:]))
            expect_same(found, whole[index], rtol=self.rtol, message=message)
