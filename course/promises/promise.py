"""A promise, the call on which it is tried, and the mark that declares promises."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pytest

from course.expect import holds


class Made(ABC):
    """An argument that is made in the student's process, anew for each call."""

    @abstractmethod
    def make(self, student: Any) -> Any:
        """Make it there, and give what stands for it here."""


@dataclass(frozen=True)
class Generator(Made):
    """A new `numpy.random.Generator` of this seed, for each call.

    Call("dropout", x=x, rate=0.5, rng=Generator(7))
    """

    seed: int

    def make(self, student: Any) -> Any:
        return student.rng(self.seed)


@dataclass(frozen=True)
class Probe(Made):
    """A function or class of the check's own file, defined again in the student's process.

    Call("train_pipeline", ds=ds, decode=Probe(decode), batch=4)
    """

    thing: Callable[..., Any]

    def make(self, student: Any) -> Any:
        return getattr(student.probes(self.thing), self.thing.__name__)


def _as_it_is(result: Any) -> Any:
    return result


class Call:
    """A call that a contract allows: the function's name, and arguments by the contract's names.

    Arguments are passed by position, in this order. `function` may also be a function of `student`
    that gives what is to be called. `then` turns a result into plain data, if it is none.

        Call("split", n=10, fractions=(0.6, 0.2, 0.2), seed=seed)
        Call(lambda student: student.Memoriser().fit, x=x, y=y)
        Call("learn", x=x, y=y).then(lambda model: model.predict(fresh, verbose=0))
    """

    def __init__(self, function: str | Callable[[Any], Any], /, **arguments: Any) -> None:
        self.function = function
        self.arguments: Mapping[str, Any] = arguments
        self.read: Callable[[Any], Any] = _as_it_is

    def then(self, read: Callable[[Any], Any]) -> "Call":
        """Return this call, with a function that reads its result."""
        other = Call(self.function, **self.arguments)
        other.read = read
        return other

    def changed(self, **changed: Any) -> "Call":
        """Return this call with other values of some of its arguments."""
        self._refuse_unknown(changed)
        return Call(self.function, **{**self.arguments, **changed}).then(self.read)

    def on(self, student: Any, **changed: Any) -> Any:
        """Make the call, and read its result. `changed` are other values of some arguments."""
        return self.read(self._raw(student, self.target(student), changed))

    def held(self, student: Any, **changed: Any) -> Any:
        """Make the call, and leave its result in the student's process. It is not read."""
        return self._raw(student, student.held(self.target(student)), changed)

    def target(self, student: Any) -> Any:
        """Return what is called."""
        if isinstance(self.function, str):
            return getattr(student, self.function)
        return self.function(student)

    def _refuse_unknown(self, changed: Mapping[str, Any]) -> None:
        unknown = changed.keys() - self.arguments.keys()
        if unknown:
            raise TypeError(f"the call has no argument {sorted(unknown)}: {list(self.arguments)}")

    def _raw(self, student: Any, target: Any, changed: Mapping[str, Any]) -> Any:
        self._refuse_unknown(changed)
        # A function that changes its input must not change what the next call gets.
        plain = np.ndarray, list, dict
        fresh = {n: copy.copy(v) if isinstance(v, plain) else v for n, v in self.arguments.items()}
        given = {**fresh, **changed}.values()
        return target(*(v.make(student) if isinstance(v, Made) else v for v in given))


@dataclass(frozen=True)
class Promise(ABC):
    """Something that a task promises in general. `claim` is the sentence that a learner reads.

    `tries` quotes the words of the contract that promise it; `heldout verify` looks for them there.
    """

    tries: str = field(default="", kw_only=True)
    # A call that gives something else each time breaks most other promises, too. So those that say
    # that are tried first, and learners read them first.
    comes_first: ClassVar[bool] = False

    @property
    @abstractmethod
    def claim(self) -> str:
        """Say what is promised, in one sentence."""

    @abstractmethod
    def keep(self, student: Any, call: Call) -> None:
        """Try the promise on a call. Raises `Mismatch` if it is not kept."""

    @property
    def label(self) -> str:
        """Name this promise: its class, and the argument that it is about."""
        return "-".join([type(self).__name__, *filter(None, [getattr(self, "argument", "")])])


def promises(*declared: Promise) -> pytest.MarkDecorator:
    """Mark a check that tries each of these promises: it gets one at a time, as `promise`.

    Together they have the weight of the check's `task` mark.
    """
    ordered = sorted(declared, key=lambda promise: not promise.comes_first)
    return pytest.mark.parametrize("promise", ordered, ids=[each.label for each in ordered])


def expect_same(got: Any, expected: Any, *, message: str, rtol: float = 0.0, **more: Any) -> None:
    """Expect two results that are the `same`. `more` is as for `holds`; learners see both results."""
    holds(same(got, expected, rtol=rtol), message=message, got=got, expected=expected, **more)


def same(one: Any, other: Any, *, rtol: float = 0.0) -> bool:
    """Return whether two results are equal, inside containers too; NaN equals NaN.

    Arrays need the same shape, and may differ in dtype. `rtol` allows for rounding of floats. It is an
    absolute bound, too: bring numbers far below 1 to the size of 1 before you compare them.

    >>> same((1, np.array([0.5, np.nan])), (1, np.array([0.5, np.nan])))
    True
    >>> same([1, 2], (1, 2))
    False
    """
    if isinstance(one, np.ndarray | np.generic) or isinstance(other, np.ndarray | np.generic):
        return _same_arrays(np.asarray(one), np.asarray(other), rtol)
    if isinstance(one, float) and isinstance(other, float):
        return _same_arrays(np.asarray(one), np.asarray(other), rtol)
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(a, b, rtol=rtol) for a, b in pairs)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[k], other[k], rtol=rtol) for k in one)
    return bool(one == other)


def _same_arrays(one: np.ndarray, other: np.ndarray, rtol: float) -> bool:
    if one.shape != other.shape:
        return False
    if one.dtype.kind in "fc" and other.dtype.kind in "fc":
        return bool(np.allclose(one, other, rtol=rtol, atol=rtol, equal_nan=True))
    return bool(np.array_equal(one, other))
