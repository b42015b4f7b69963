"""The promise that any iterable will do."""

# Probes are sent as source text, to a process where the names of types mean nothing.
# mypy: allow-untyped-defs, allow-untyped-calls

from dataclasses import dataclass
from typing import Any

from course.promises.promise import Call, Promise, expect_same


class Once:
    """Can be walked through once, has no length, and is false."""

    def __init__(self, items):
        self.items = iter(items)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.items)

    def __bool__(self):
        return False


class OldStyle:
    """Has no `__iter__`: Python asks it for item 0, 1, 2, until it raises an IndexError."""

    def __init__(self, items):
        self.items = list(items)

    def __getitem__(self, place):
        return self.items[place]


def walked(items):
    """Give the items from a generator."""
    yield from items


def as_tuple(items):
    """Give the items as a tuple."""
    return tuple(items)


def as_values(items):
    """Give the items as the values of a dict."""
    return dict(enumerate(items)).values()


KINDS = {
    "walked": "a generator",
    "as_tuple": "a tuple",
    "as_values": "the values of a dict",
    "Once": "an iterator of a class of our own",
    "OldStyle": "an object with `__getitem__` alone",
}


@dataclass(frozen=True)
class TakesAnyIterable(Promise):
    """`argument` may be any iterable, and is walked through once. In the call it is a list.

    `sized=True` leaves out iterables without a length.
    """

    argument: str
    sized: bool = False

    @property
    def claim(self) -> str:
        return f"`{self.argument}` may be any iterable."

    def keep(self, student: Any, call: Call) -> None:
        made = student.probes(Once, OldStyle, walked, as_tuple, as_values)
        items = call.arguments[self.argument]
        wanted = call.on(student)
        for kind, words in KINDS.items():
            if self.sized and kind in ("walked", "Once", "OldStyle"):
                continue
            message = f"Where `{self.argument}` is {words}, the result should be that of a list."
            with student.succeeds(message=message):
                given = student.held(getattr(made, kind))(items)
                got = call.on(student, **{self.argument: given})
            expect_same(got, wanted, message=message)
