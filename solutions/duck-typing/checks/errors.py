"""Errors that toys raise, and what checks expect of errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from course.expect import Mismatch, holds

# An error of these kinds says, in the end, that a name or an answer is missing: it is no mistake.
UNWRITTEN = {"NotImplementedError", "NameError"}


@contextmanager
def fine(message: str, sure: Callable[[], object] | None = None, **signs: str) -> Iterator[None]:
    """Expect no error here. `signs` maps a mistake to words that only its error says.

    Where other mistakes may raise these words, `sure` tells after the error whether it is this one.
    """
    try:
        yield
    except Exception as error:
        # The student's exceptions have these; other exceptions are ours, pytest's or Hypothesis's.
        if UNWRITTEN & set(getattr(error, "bases", UNWRITTEN)):
            raise
        known = [name for name, words in signs.items() if words in str(error)]
        if known and sure is not None and not sure():
            known = []
        said = f"{message} It raised `{error.kind}`."  # type: ignore[attr-defined]
        raise Mismatch(said, misconception=known) from None


def outcome(function, *given):
    """What a call gives, or the name of the error that it raises, in a tuple of its own."""
    try:
        return function(*given)
    except Exception as error:
        if UNWRITTEN & set(getattr(error, "bases", UNWRITTEN)):
            raise
        return ("it raised", error.kind)  # type: ignore[attr-defined]


def unchanged(function, *given):
    """Expect that a `Particular` error arrives as it left: with its class and all of its words."""
    try:
        function(*given)
    except Exception as error:
        kind, words = getattr(error, "kind", ""), getattr(error, "message", "")
        if not kind or UNWRITTEN & set(error.bases):  # type: ignore[attr-defined]
            raise
    else:
        kind = words = ""
    message = "An error `Particular('leg', 3)` was raised inside. It should arrive with its class and words."
    holds((kind, words) == ("Particular", "leg number 3"), message=message, got=f"{kind}: {words}")


class UnknownFailure:
    """A class of no family."""

    def __init__(self, answer, label=None):
        self.answer = answer
        self.label = label

    def bounce(self):
        return self.answer


class Particular(Exception):
    """An error with two arguments, so that no other can be made of it with one text."""

    def __init__(self, what, number):
        super().__init__(f"{what} number {number}")


def particular(*given):
    """Raise such an error."""
    raise Particular("leg", 3)


class Stopped(KeyboardInterrupt):
    """Somebody pressed Ctrl-C."""


class Punctured(ZeroDivisionError):
    """A bug in a toy."""


class Torn(TypeError):
    """A bug in a toy, of the kind that a call of what is not callable raises."""


class Worn(AttributeError):
    """A bug in a toy, of the kind that a look-up raises."""


def failing_inside_c(*given):
    """A function that raises an AttributeError without a line of Python in it."""
    import functools

    return functools.partial(getattr, 3, "bounce")


def written(word, function):
    return type("Written", (str,), {word: lambda self, *given: function(*given)})("stone")


def complaint(word, function):
    return type("Complaint", (Exception,), {word: lambda self, *given: function(*given)})("ouch")


def silent(word, function):
    class Silent:
        def __getattribute__(self, name):
            if name == word:
                return function
            raise RuntimeError(f"nobody may ask for {name}")

    return Silent()
