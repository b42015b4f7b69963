"""The words that checks are written in: each says what was expected, in a sentence for a learner."""

import itertools
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import numpy as np


class _Unsaid:
    """Stands for a value that a check does not give; None is a value."""


UNSAID = _Unsaid()
# Where an object lies in memory: another place each time, and nobody's business.
ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
NO_WORDS = "(cannot be shown)"
# A message may be anything that a student's code made up.
MOST_OF_A_MESSAGE = 20_000
KERAS_WRAPS = "Exception encountered when calling"
# Called with the sentence and the figure of every `measured`, whether or not it is good enough.
listeners: list[Callable[[str, float], None]] = []


class Mismatch(AssertionError):
    """An answer that is not what the check expects.

    `measured` is a number that the check worked out, a share or a gap. `misconception` names the known
    mistake that gives exactly this answer, where one was recognised. `telling` is false where the
    answer was of the wrong kind, so that it tells nothing of what the check is about.
    """

    def __init__(
        self,
        message: str,
        *,
        expected: Any = UNSAID,
        got: Any = UNSAID,
        measured: float | None = None,
        misconception: str = "",
        names_mistake: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.got = got
        self.measured = measured
        self.misconception = misconception
        self.names_mistake = names_mistake


def as_array(got: Any, *, shape: tuple[int, ...] | None = None, message: str = "") -> np.ndarray:
    """Take `got` as an array of real numbers, of `shape`; anything else is a mismatch."""
    wanted = "an array" if shape is None else f"an array of shape {shape}"
    plain = isinstance(got, np.ndarray | np.generic | float | int)
    array = np.asarray(got if plain else None)
    # An int that no array holds becomes an object; a complex number has no order.
    if array.dtype.kind not in "biuf" or (shape is not None and array.shape != shape):
        raise Mismatch(message or f"The result should be {wanted}.", got=got, names_mistake=False)
    return array


def close(
    got: Any,
    expected: Any,
    *,
    message: str,
    rtol: float = 1e-5,
    atol: float = 1e-6,
    mistakes: Mapping[str, Any] | None = None,
) -> None:
    """Expect numbers equal up to rounding.

    `mistakes` maps a known mistake's name to what it would have given; NaN equals nothing.
    """
    wanted = np.asarray(expected)
    array = as_array(got, shape=wanted.shape)
    if not np.allclose(array, wanted, rtol=rtol, atol=atol):
        for name, value in (mistakes or {}).items():
            if np.allclose(array, value, rtol=rtol, atol=atol):
                _differ(message, expected, got, name)
        _differ(message, expected, got)


def equal(got: Any, expected: Any, *, message: str) -> None:
    """Expect the same data, bit for bit; for arrays the same shape, too."""
    if isinstance(expected, np.ndarray):
        array = as_array(got, shape=expected.shape)
        same = bool(np.array_equal(array, expected))
    else:
        same = type(got) is type(expected) and bool(got == expected)
    if not same:
        _differ(message, expected, got)


def holds(
    condition: bool | np.bool_,
    *,
    message: str,
    got: Any = UNSAID,
    measured: float | None = None,
    misconception: str = "",
) -> None:
    """Expect that `condition` is true; `measured` is shown to the learner, `got` where allowed."""
    if not isinstance(condition, bool | np.bool_):
        raise TypeError(f"`holds` takes True or False. Received: {type(condition).__name__}")
    if measured is not None:
        for listen in listeners:
            listen(message, float(measured))
    if not condition:
        raise Mismatch(message, got=got, measured=measured, misconception=misconception)


def describe(value: Any, *, values: bool) -> str:
    """Tell in words what a value is; its numbers only where `values` is true.

    It never raises. A value that has no words, such as a number of 5000 digits, is `NO_WORDS`.
    """
    try:
        return _described(value, values=values)
    # What comes from a submission may nest without end, or have more digits than Python prints.
    except Exception:
        return NO_WORDS


def _described(value: Any, *, values: bool) -> str:
    if isinstance(value, np.ndarray):
        if values and value.size <= 12:
            return f"array({np.array2string(value, precision=4, separator=', ')})"
        text = f"an array of shape {value.shape}, dtype {value.dtype}"
        if values and value.size and value.dtype.kind in "iuf":
            text += f", from {value.min():.4g} to {value.max():.4g}"
        return text
    if isinstance(value, np.generic):
        # A number is a number, unless it is of a narrow kind.
        kind, narrow = value.dtype, value.dtype.kind in "iuf" and value.dtype.itemsize < 8
        value = value.item()
        if values and narrow:
            return f"{kind}({value:.4g})" if isinstance(value, float) else f"{kind}({value})"
    if value is None or values:
        # What is cut off later need not be looked through.
        text = ADDRESS.sub("", repr(value)[:1000])
        return text if len(text) <= 200 else text[:199] + "…"
    return with_article(type(value).__name__)


def first_line(message: str) -> str:
    """The line of an error's message that says what is wrong: Keras and TensorFlow wrap it in many."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", message[:MOST_OF_A_MESSAGE])
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    # A layer that calls a layer that calls a layer: each adds a line.
    inner = itertools.dropwhile(lambda line: line.startswith(KERAS_WRAPS), lines)
    line = next(inner, lines[-1] if lines else "")
    return _shortened(lines[-1] if line.startswith("in user code") else line)


def _shortened(line: str) -> str:
    return textwrap.shorten(line, 180, placeholder=" …")


def with_article(name: str) -> str:
    """Put `a` or `an` before a type's name."""
    if not name.strip():
        return "an object of a class without a name"
    vowel = name[0] in "aeiouAEIO" or name == "ndarray"
    return f"{'an' if vowel else 'a'} {name}"


def _differ(message: str, expected: Any, got: Any, misconception: str = "") -> NoReturn:
    raise Mismatch(message, expected=expected, got=got, misconception=misconception)
