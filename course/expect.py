"""The functions that checks are written with: each takes a sentence that a learner reads if it fails.

close(student.scale(x, 2.0), 2 * x, message="Each number is doubled.")
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

import numpy as np

from course import renamed, tensors
from course.renamed import takes_old_arguments


class _Unsaid:
    """Stands for a value that a check does not give; None is a value."""


UNSAID = _Unsaid()
Record = Callable[[str, float], None]
_record: ContextVar[Record | None] = ContextVar("record", default=None)
_compared: ContextVar[Callable[[], None] | None] = ContextVar("compared", default=None)


def __getattr__(name: str) -> Any:
    if name in renamed.FUNCTIONS:
        renamed.warn(name, renamed.FUNCTIONS[name])
        return globals()[renamed.FUNCTIONS[name]]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Mismatch(AssertionError):
    """An answer that is not what the check expects.

    `message` is the sentence that the learner reads. `expected` and `got` are values of any type.
    `measured` is a number that the check computed, such as a share or a difference. `limit` says in
    words what it should be: "at most 0.1". `misconception` is the name of a known mistake that gives
    exactly this answer, or several names if the answer does not tell them apart. `draws` counts the
    draws on which it was seen so far. `names_mistake` is false if the answer has the wrong type: it
    then tells nothing about what the check asks. `of_last_call` is false if the last call is not the
    one that failed: feedback then shows no call.

    >>> raise Mismatch("The mean should be 0.", got=0.5, expected=0.0)
    Traceback (most recent call last):
    course.expect.Mismatch: The mean should be 0.
    """

    @takes_old_arguments
    def __init__(
        self,
        message: str,
        *,
        expected: Any = UNSAID,
        got: Any = UNSAID,
        measured: float | None = None,
        limit: str = "",
        misconception: str | Sequence[str] = "",
        draws: int = 1,
        names_mistake: bool = True,
        of_last_call: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.got = got
        self.measured = measured
        self.limit = limit
        names = [misconception] if isinstance(misconception, str) else misconception
        self.misconceptions = tuple(name for name in names if name)
        self.misconception = next(iter(self.misconceptions), "")
        self.draws = draws
        self.names_mistake = names_mistake
        self.of_last_call = of_last_call


@contextmanager
def recording(record: Record, compared: Callable[[], None] | None = None) -> Iterator[None]:
    """Call `record` with the message and the figure of each `measured` inside the `with` block.

    It is called whether the check passes or fails. `compared` is called after each comparison that
    has passed.
    """
    tokens = _record.set(record), _compared.set(compared)
    try:
        yield
    finally:
        _record.reset(tokens[0])
        _compared.reset(tokens[1])


def _passed() -> None:
    compared = _compared.get()
    if compared is not None:
        compared()


@takes_old_arguments
def as_array(got: Any, *, shape: tuple[int, ...] | None = None, message: str = "") -> np.ndarray:
    """Return `got` as an array of real numbers.

    `got` is an array, a tensor of a backend of Keras, a NumPy scalar, a float, an int or a bool.
    Raises `Mismatch` for any other type, for complex numbers and objects, and for a shape that is
    not `shape`. A list is no array.

    >>> as_array(3.0).shape
    ()
    >>> as_array([1, 2], shape=(2,))
    Traceback (most recent call last):
    course.expect.Mismatch: The result should be an array of shape (2,).
    """
    wanted = "an array" if shape is None else f"an array of shape {shape}"
    plain = isinstance(got, np.ndarray | np.generic | float | int)
    array = np.asarray(got if plain else tensors.as_array(got))
    # An int that no array holds becomes an object; a complex number has no order.
    if array.dtype.kind not in "biuf" or (shape is not None and array.shape != shape):
        raise Mismatch(message or f"The result should be {wanted}.", got=got, names_mistake=False)
    return array


def as_parts(got: Any, count: int, *, message: str) -> tuple[Any, ...] | list[Any]:
    """Return `got`, a tuple or list of `count` things of any type. Raises `Mismatch` otherwise.

    >>> low, high = as_parts((0.1, 0.3), 2, message="The result should be two floats, (low, high).")
    >>> as_parts(0.1, 2, message="The result should be two floats, (low, high).")
    Traceback (most recent call last):
    course.expect.Mismatch: The result should be two floats, (low, high).
    """
    if not isinstance(got, tuple | list) or len(got) != count:
        raise Mismatch(message, got=got, names_mistake=False)
    return got


@takes_old_arguments
def close(
    got: Any,
    expected: Any,
    *,
    message: str,
    rtol: float = 1e-5,
    atol: float = 1e-6,
    mistakes: Mapping[str, Any] | None = None,
) -> None:
    """Expect numbers that are equal up to rounding.

    `expected` is an array or a number; `got` must have its shape, and any real dtype. `mistakes`
    maps the name of a known mistake to the value that it gives. NaN equals nothing. Raises
    `Mismatch`; it names each mistake whose value `got` equals. Feedback speaks of a mistake only if
    it explains each failing draw, and two of them at least.

    >>> close(np.array([2.0, 4.0]), [2, 4], message="Each number is doubled.")
    >>> close(5.0, 2.0, message="The mean is 2.", mistakes={"summed": 5.0})
    Traceback (most recent call last):
    course.expect.Mismatch: The mean is 2.
    """
    wanted = np.asarray(expected)
    array = as_array(got, shape=wanted.shape)
    if not np.allclose(array, wanted, rtol=rtol, atol=atol):
        alike = [
            name
            for name, value in (mistakes or {}).items()
            if np.shape(value) == array.shape and np.allclose(array, value, rtol=rtol, atol=atol)
        ]
        _differ(message, expected, got, alike)
    _passed()


@takes_old_arguments
def equal(got: Any, expected: Any, *, message: str) -> None:
    """Expect the same data, bit for bit.

    Arrays must have the same shape, and may differ in dtype. Other values must have the same type:
    1 is not 1.0. Raises `Mismatch`.

    >>> equal(np.array([1, 2]), np.array([1, 2]), message="The order is kept.")
    >>> equal(1.0, 1, message="The number of rows is a whole number.")
    Traceback (most recent call last):
    course.expect.Mismatch: The number of rows is a whole number.
    """
    if isinstance(expected, np.ndarray):
        array = as_array(got, shape=expected.shape)
        same = bool(np.array_equal(array, expected))
    else:
        same = type(got) is type(expected) and bool(got == expected)
    if not same:
        _differ(message, expected, got)
    _passed()


@takes_old_arguments
def holds(
    condition: bool | np.bool_,
    *,
    message: str,
    got: Any = UNSAID,
    expected: Any = UNSAID,
    measured: float | None = None,
    limit: str = "",
    misconception: str = "",
    draws: int = 1,
    of_last_call: bool = True,
) -> None:
    """Expect that `condition` is true.

    `measured` is the number behind the condition, and `limit` says in words what it should be.
    Learners see both, and `heldout verify` records the number. For a number that is compared with one
    limit there are `at_most`, `at_least`, `below` and `above`, and `between` for two.
    `misconception` names a mistake only if the answer tells it apart from others: compute it, as in
    `"halved" if got == x / 2 else ""`. `draws` counts the draws on which that was seen. Feedback
    speaks of a mistake that was seen on two draws, or by two checks. `got` and `expected` are values
    behind the condition. They are shown only where the check reveals its inputs. Feedback
    shows the last call beside them, unless `of_last_call` is false. Raises `Mismatch`,
    and `TypeError` for a condition that is not a bool: an array or a list would be a slip in the check.

    >>> share = 0.48
    >>> holds(abs(share - 0.5) < 0.1, message="About half of the rows stay.", measured=share)
    >>> holds(share > 0.9, message="Nearly all rows stay.", measured=share)
    Traceback (most recent call last):
    course.expect.Mismatch: Nearly all rows stay.
    """
    if not isinstance(condition, bool | np.bool_):
        raise TypeError(f"`holds` takes True or False. Received: {type(condition).__name__}")
    record = _record.get()
    if measured is not None and record is not None:
        record(message, float(measured))
    if not condition:
        raise Mismatch(
            message,
            got=got,
            expected=expected,
            measured=measured,
            limit=limit,
            misconception=misconception,
            draws=draws,
            of_last_call=of_last_call,
        )
    _passed()


def at_most(measured: float, limit: float, **more: Any) -> None:
    """Expect a number of at most `limit`; `more` is as for `holds`. Learners see both numbers.

    >>> at_most(0.5, 0.1, message="How far is the worst row off?")
    Traceback (most recent call last):
    course.expect.Mismatch: How far is the worst row off?
    """
    holds(bool(measured <= limit), measured=measured, limit=f"at most {limit:.6g}", **more)


def at_least(measured: float, limit: float, **more: Any) -> None:
    """Expect a number of at least `limit`; see `at_most`."""
    holds(bool(measured >= limit), measured=measured, limit=f"at least {limit:.6g}", **more)


def below(measured: float, limit: float, **more: Any) -> None:
    """Expect a number below `limit`; see `at_most`."""
    holds(bool(measured < limit), measured=measured, limit=f"below {limit:.6g}", **more)


def above(measured: float, limit: float, **more: Any) -> None:
    """Expect a number above `limit`; see `at_most`."""
    holds(bool(measured > limit), measured=measured, limit=f"above {limit:.6g}", **more)


def between(measured: float, least: float, most: float, **more: Any) -> None:
    """Expect a number from `least` to `most`; see `at_most`."""
    limit = f"from {least:.4g} to {most:.4g}"
    holds(bool(least <= measured <= most), measured=measured, limit=limit, **more)


def _differ(message: str, expected: Any, got: Any, misconception: Sequence[str] = ()) -> NoReturn:
    raise Mismatch(message, expected=expected, got=got, misconception=misconception)
