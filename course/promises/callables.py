"""Promises about a function that is handed in: it may be anything that can be called."""

# Probes are sent as source text, to a process where the names of types mean nothing.
# mypy: allow-untyped-defs, allow-untyped-calls

from dataclasses import dataclass
from typing import Any

from course.descriptions import with_article
from course.expect import Mismatch
from course.promises.promise import Call, Probe, Promise, expect_same
from course.stub import UNWRITTEN


class CalledObject:
    """Calls a function, as an object with `__call__`."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *given, **named):
        return self.function(*given, **named)

    def by_method(self, *given, **named):
        return self.function(*given, **named)


class FalsyObject:
    """Calls a function; has no length, and is false."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *given, **named):
        return self.function(*given, **named)

    def __len__(self):
        return 0


def partial_of(function):
    """Give the function as a `functools.partial`."""
    import functools

    return functools.partial(function)


def method_of(function):
    """Give the function as a bound method."""
    return CalledObject(function).by_method


def lambda_of(function):
    """Give the function behind a lambda."""
    return lambda *given, **named: function(*given, **named)


KINDS = {
    "lambda_of": "a lambda",
    "partial_of": "a `functools.partial`",
    "method_of": "a bound method",
    "CalledObject": "an object with `__call__`",
    "FalsyObject": "an object with `__call__` and the length 0, which `if` takes for False",
}


@dataclass(frozen=True)
class TakesAnyCallable(Promise):
    """`argument` may be anything that can be called. In the call it is a `Probe`."""

    argument: str
    rtol: float = 0.0

    @property
    def claim(self) -> str:
        return f"`{self.argument}` may be anything that can be called."

    def keep(self, student: Any, call: Call) -> None:
        made = student.probes(CalledObject, FalsyObject, partial_of, method_of, lambda_of)
        function = call.arguments[self.argument].make(student)
        wanted = call.on(student)
        for kind, words in KINDS.items():
            message = (
                f"Where `{self.argument}` is {words}, the result should be that of a function."
            )
            with student.succeeds(message=message):
                given = student.held(getattr(made, kind))(function)
                got = call.on(student, **{self.argument: given})
            expect_same(got, wanted, rtol=self.rtol, message=message)


class OfOurOwn(Exception):
    """An exception of a class that nobody knows."""


class BeyondException(BaseException):
    """No subclass of `Exception`, as KeyboardInterrupt is none."""


class NeedsTwoWords(Exception):
    """Cannot be made again from its message: `type(error)(str(error))` raises a TypeError."""

    def __init__(self, first, second):
        super().__init__(f"{first} {second}")


def raiser(kind):
    """Give a function that raises an exception of this kind, whatever it is called with."""
    import builtins

    classes = {
        "OfOurOwn": OfOurOwn,
        "BeyondException": BeyondException,
        "NeedsTwoWords": NeedsTwoWords,
    }
    found = classes.get(kind) or getattr(builtins, kind)
    words = ("raised on", "purpose") if kind == "NeedsTwoWords" else ("raised on purpose",)
    error = found(*words)

    def function(*given, **named):
        raise error

    return function


# Loops end at the first two by themselves, and `float` or `int` raise the next ones.
ERRORS = (
    "StopIteration", "GeneratorExit", "ValueError", "TypeError", "OverflowError", "KeyError",
    "IndexError", "LookupError", "AttributeError", "ZeroDivisionError", "ArithmeticError",
    "RuntimeError", "RecursionError", "AssertionError", "OSError", "TimeoutError", "EOFError",
    "ImportError", "MemoryError", "BufferError", "UnicodeError", "SyntaxError",
    "KeyboardInterrupt", "SystemExit", "OfOurOwn", "NeedsTwoWords", "BeyondException",
)  # fmt: skip


@dataclass(frozen=True)
class LetsErrorsTravel(Promise):
    """An exception of what is called travels on, whatever its kind.

    The call's `argument` gets what `raising` makes of a function that raises: the function itself
    unless given. `kinds` are the exceptions that the contract lets travel.

        LetsErrorsTravel("items", raising=toy_that_raises, tries="travels on, whatever its kind")
    """

    argument: str
    raising: Any = None
    kinds: tuple[str, ...] = ERRORS

    @property
    def claim(self) -> str:
        return "An exception that is raised by what is called travels on, whatever its kind."

    def keep(self, student: Any, call: Call) -> None:
        made = student.probes(OfOurOwn, BeyondException, NeedsTwoWords, raiser)
        for kind in self.kinds:
            given = student.held(made.raiser)(kind)
            if self.raising is not None:
                given = student.held(Probe(self.raising).make(student))(given)
            message = f"If {with_article(kind)} is raised inside, it should travel on as it is."
            if not self._travels(student, call, given, kind):
                raise Mismatch(message)

    def _travels(self, student: Any, call: Call, given: Any, kind: str) -> bool:
        try:
            call.on(student, **{self.argument: given})
        except BaseException as error:
            # An exception of another process has the name of its class as `kind`.
            name = getattr(error, "kind", type(error).__name__)
            foreign = not isinstance(error, Exception) and name not in self.kinds
            if foreign or name in UNWRITTEN:
                raise
            words = str(getattr(error, "message", error)).strip("'")
            return name == kind and words == "raised on purpose"
        return False
