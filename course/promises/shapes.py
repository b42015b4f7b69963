"""The promise that the result has the shape of an array that is handed in."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from course.expect import as_array
from course.promises.promise import Call, Promise

SHAPES = ((), (1,), (0,), (5,), (1, 1), (3, 1), (1, 4), (0, 3), (2, 3, 4), (2, 1, 1, 3))


@dataclass(frozen=True)
class KeepsTheShape(Promise):
    """The result has the shape of `argument`, whatever that is: 0-d, empty, axes of length 1.

    `shapes` are those that the contract allows. The numbers are drawn from those of the call.
    """

    argument: str = "x"
    shapes: tuple[tuple[int, ...], ...] = SHAPES

    @property
    def claim(self) -> str:
        return f"The result has the shape of `{self.argument}`, whatever it is."

    def keep(self, student: Any, call: Call) -> None:
        numbers = np.ravel(call.arguments[self.argument])
        for shape in self.shapes:
            array = np.resize(numbers, shape)
            message = f"For an array of shape {shape} the result should have that shape."
            with student.succeeds(message=message):
                got = call.on(student, **{self.argument: array})
            as_array(got, shape=shape, message=message)
