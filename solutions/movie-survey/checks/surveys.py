"""What several tasks ask of numbers, errors, dictionaries and chance."""

from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, close, holds
from course.layouts import LAYOUTS
from course.promises import Promise

seeds = integers(0, 2**32 - 1)
# A figure further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
SIX_DIGITS = 2e-6
ALONE = "what is handed in is not changed"
OWNED = "what is returned belongs to the caller: writing into it changes no later result"
FROM_RNG = "Every random number comes from it, and it moves on with each call"
FORGETS = "no call remembers an earlier one"
FLOATS = "a *float* is a number of Python or NumPy, or a tensor without axes."
DIGITS = "Floats are right to six digits."
GIVEN = "arrays that are handed in are NumPy's."


def generator(*seed):
    """Draws of our own: the 13 keeps them apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 13])


def number(got, what):
    """A real number, of Python, NumPy or a tensor; a bool is none."""
    message = f"{what} should be a float."
    value = as_array(got, shape=(), message=message)
    if value.dtype.kind == "b":
        raise Mismatch(message, got=got, names_mistake=False)
    return float(value)


def is_number(got, wanted, what, mistakes=None):
    """Expect a number to six digits; NaN and infinity are themselves."""
    value = number(got, what)
    if np.isfinite(wanted):
        message = f"{what} should be {wanted:.8g}."
        close(value, wanted, message=message, rtol=SIX_DIGITS, atol=1e-12, mistakes=mistakes)
    else:
        same = np.isnan(value) if np.isnan(wanted) else value == wanted
        holds(bool(same), message=f"{what} should be {wanted}.", got=got)


def row_numbers(got, what):
    """Take a result as a one-dimensional array of whole numbers; a list is none."""
    message = f"{what} should be a one-dimensional array of integers; a list is none."
    array = as_array(got, message=message)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise Mismatch(message, got=got, names_mistake=False)
    return array.astype("int64")


def sent(student, given):
    """Arrays of texts are made in the worker: no other way leads there. In a dictionary, too."""
    if isinstance(given, dict):
        return {name: sent(student, column) for name, column in given.items()}
    is_text = isinstance(given, np.ndarray) and given.dtype.kind == "U"
    return student.module("numpy").array(given.tolist()) if is_text else given


def equally_likely(counts, message):
    """Expect that counts come from equal chances."""
    counts = np.asarray(counts, "float64")
    expected = counts.sum() / len(counts)
    square = float(((counts - expected) ** 2 / expected).sum())
    # Its cube root is about normal (Wilson and Hilferty).
    free = len(counts) - 1
    deviation = 2 / (9 * free)
    sigmas = ((square / free) ** (1 / 3) - (1 - deviation)) / deviation**0.5
    holds(sigmas < SIGMAS, message=message)


def said_no(function, *given):
    """The message of the ValueError that a call raises, or None: runs in the worker."""
    try:
        function(*given)
    except ValueError as error:
        return str(error)
    return None


@dataclass(frozen=True)
class LeavesColumnsAlone(Promise):
    """The columns of the dictionary `argument` are not changed, and none comes or goes."""

    argument: str

    @property
    def claim(self):
        return f"`{self.argument}` and its columns are not changed."

    def keep(self, student, call):
        before = call.arguments[self.argument]
        kept = student.keep(before)
        call.held(student, **{self.argument: kept})
        after = student.fetch(kept)
        message = f"`{self.argument}` should hold the same columns after the call."
        holds(list(after) == list(before), message=message)
        for name, column in before.items():
            same = np.array_equal(after[name], column) and after[name].dtype == column.dtype
            message = f"Column {name!r} of `{self.argument}` has other contents after the call."
            holds(bool(same), message=message)


@dataclass(frozen=True)
class TakesColumnsOfAnyLayout(Promise):
    """The result does not depend on how the columns of a dictionary lie in memory."""

    argument: str

    @property
    def claim(self):
        return f"The columns of `{self.argument}` may lie in memory in any way."

    def keep(self, student, call):
        columns = call.arguments[self.argument]
        wanted = call.on(student)
        for layout, words in LAYOUTS.items():
            message = f"Where the columns are {words}, the result should be the same."
            given = {name: student.laid_out(column, layout) for name, column in columns.items()}
            with student.succeeds(message=message):
                got = call.on(student, **{self.argument: given})
            holds(got == wanted, message=message)
