"""Promises about an array that is handed in."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from course.layouts import LAYOUTS
from course.promises.promise import Call, Promise, expect_same, same


@dataclass(frozen=True)
class LeavesAlone(Promise):
    """The array `argument` is not changed, and the result shares no memory with it.

    `may_return_it` allows a result that is the array itself, or a view of it.
    """

    argument: str
    may_return_it: bool = False

    @property
    def claim(self) -> str:
        more = "" if self.may_return_it else ", and the result shares no memory with it"
        return f"`{self.argument}` is not changed{more}."

    def keep(self, student: Any, call: Call) -> None:
        before = np.array(call.arguments[self.argument])
        kept = student.keep(before)
        result = call.held(student, **{self.argument: kept})
        message = f"`{self.argument}` has other values after the call."
        expect_same(student.fetch(kept), before, message=message)
        found = student.fetch(result)
        # An object that is no data is none of the array's memory that could be seen from here.
        if self.may_return_it or not same(found, found):
            return
        student.overwrite(kept, 1 if before.dtype.kind == "b" else 99)
        message = f"When `{self.argument}` changes later, the result changes with it."
        expect_same(student.fetch(result), found, message=message)


@dataclass(frozen=True)
class TakesAnyLayout(Promise):
    """The result does not depend on how the array `argument` lies in memory."""

    argument: str

    @property
    def claim(self) -> str:
        return f"`{self.argument}` may lie in memory in any way: as a view, or read-only."

    def keep(self, student: Any, call: Call) -> None:
        array = np.array(call.arguments[self.argument])
        wanted = call.on(student)
        for layout, words in LAYOUTS.items():
            message = f"Where `{self.argument}` is {words}, the result should be the same."
            with student.succeeds(message=message):
                got = call.on(student, **{self.argument: student.laid_out(array, layout)})
            expect_same(got, wanted, rtol=1e-6, message=message)


@dataclass(frozen=True)
class TakesOtherNumbers(Promise):
    """The same numbers in another dtype give the same result, up to the rounding of float32.

    The array `argument` of the call must hold whole numbers that each of `dtypes` can hold.
    """

    argument: str
    dtypes: tuple[str, ...]

    @property
    def claim(self) -> str:
        return f"`{self.argument}` may have any of the dtypes {', '.join(self.dtypes)}."

    def keep(self, student: Any, call: Call) -> None:
        array = np.asarray(call.arguments[self.argument])
        wanted = call.on(student)
        for dtype in self.dtypes:
            message = (
                f"Where `{self.argument}` has the dtype {dtype}, the result should be the same."
            )
            with student.succeeds(message=message):
                got = call.on(student, **{self.argument: array.astype(dtype)})
            expect_same(got, wanted, rtol=1e-5, message=message)
