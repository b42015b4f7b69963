"""Short texts that say what a value is, where two arrays differ, and what an error says."""

import itertools
import re
import textwrap
from typing import Any

import numpy as np

# An object's address in memory differs in each run, and says nothing.
ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
NO_WORDS = "(cannot be shown)"
# An array of more numbers than these is told by its shape: nobody would read it in a sentence.
MOST_SHOWN = 24
# A student's code can raise an error with any message.
MOST_OF_A_MESSAGE = 20_000
KERAS_WRAPS = "Exception encountered when calling"


def describe(value: Any, *, values: bool) -> str:
    """Return a short text that says what a value is; it shows numbers only if `values` is true.

    It never raises: a value that cannot be shown, such as a number of 5000 digits, gives `NO_WORDS`.

    >>> describe(np.zeros((2, 3)), values=False)
    'an array of shape (2, 3), dtype float64'
    """
    try:
        return _described(value, values=values)
    # A submission's value may nest without end, or have more digits than Python prints.
    except Exception:
        return NO_WORDS


def _described(value: Any, *, values: bool) -> str:
    if isinstance(value, np.ndarray):
        if values and value.size <= MOST_SHOWN:
            return np.array_repr(value, precision=17 if _rounding_hides(value) else 4)
        text = f"an array of shape {value.shape}, dtype {value.dtype}"
        if values and value.size and value.dtype.kind in "iuf":
            text += f", from {value.min():.4g} to {value.max():.4g}"
        return text
    if isinstance(value, np.generic):
        # A NumPy scalar is shown as a plain number, unless its dtype is narrow.
        kind, narrow = value.dtype, value.dtype.kind in "iuf" and value.dtype.itemsize < 8
        value = value.item()
        if values and narrow:
            return f"{kind}({value:.4g})" if isinstance(value, float) else f"{kind}({value})"
    if value is None or values:
        # The text is cut below, so its end need not be searched.
        text = ADDRESS.sub("", repr(value)[:1000])
        return text if len(text) <= 200 else text[:199] + "…"
    return with_article(type(value).__name__)


def _rounding_hides(array: np.ndarray) -> bool:
    """Tell whether four digits would show a number as another one that is a hair beside it."""
    if array.dtype.kind != "f":
        return False
    rounded = np.round(array, 4)
    return bool(np.any((array != rounded) & np.isclose(array, rounded, rtol=1e-7, atol=0)))


def describe_expected(expected: Any, got: Any, *, values: bool) -> str:
    """Return a text for an expected value; it says where an array that came differs from it most."""
    more = difference(got, expected) if values else ""
    return describe(expected, values=values) + (f"; {more}" if more else "")


def with_limit(measured: str, limit: str) -> str:
    """Return a measured number with what is let through, if a check names it.

    >>> with_limit("0.08", "at most 0.06")
    '0.08 (passes: at most 0.06)'
    """
    return f"{measured} (passes: {limit})" if limit else measured


def difference(got: Any, expected: Any) -> str:
    """Return where two arrays of numbers differ most, if their descriptions do not show it; else "".

    >>> difference(np.zeros(30), np.linspace(0, 1, 30))
    'at [29], where they differ most, 1.0 instead of 0.0'
    """
    arrays = isinstance(got, np.ndarray) and isinstance(expected, np.ndarray)
    if (
        not arrays
        or got.shape != expected.shape
        or {got.dtype.kind, expected.dtype.kind} - set("biuf")
    ):
        return ""
    unequal = (got != expected) & ~((got != got) & (expected != expected))
    if not unequal.any() or (
        got.size <= MOST_SHOWN and describe(got, values=True) != describe(expected, values=True)
    ):
        return ""
    with np.errstate(all="ignore"):
        gap = np.abs(got.astype(float) - expected.astype(float))
    # A number and a NaN differ more than any two numbers.
    gap = np.where(unequal, np.where(np.isnan(gap), np.inf, gap), -1.0)
    place = np.unravel_index(int(np.argmax(gap)), gap.shape)
    at = f"at [{', '.join(map(str, place))}], where they differ most, " if place else ""
    return f"{at}{expected[place]} instead of {got[place]}"


def first_line(message: str) -> str:
    """Return the line of an error's message that says what is wrong, shortened to 180 characters.

    Keras and TensorFlow put several lines around it.

    >>> first_line("bad shape\\nArguments received: ...")
    'bad shape'
    """
    plain = re.sub(r"\x1b\[[0-9;]*m", "", message[:MOST_OF_A_MESSAGE])
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    # Each layer that calls another layer adds a line.
    inner = itertools.dropwhile(lambda line: line.startswith(KERAS_WRAPS), lines)
    line = next(inner, lines[-1] if lines else "")
    return _shortened(lines[-1] if line.startswith("in user code") else line)


def _shortened(line: str) -> str:
    return textwrap.shorten(line, 180, placeholder=" …")


def with_article(name: str) -> str:
    """Return a type's name with its article.

    >>> with_article("ndarray")
    'an ndarray'
    """
    if not name.strip():
        return "an object of a class without a name"
    vowel = name[0] in "aeiouAEIO" or name == "ndarray"
    return f"{'an' if vowel else 'a'} {name}"
