"""Gives visible checks a notebook's names, and records the last call and its result."""

import functools
import linecache
import traceback
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from types import FunctionType
from typing import Any

from course.descriptions import describe
from course.expect import UNSAID


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean `name`?" for the nearest known name, or an empty string."""
    near = get_close_matches(name, list(known), 1)
    return f" Did you mean `{near[0]}`?" if near else ""


def not_defined(name: str) -> str:
    """Return what a learner reads about a name that the notebook has not defined yet."""
    return f"`{name}` is not defined: run the cell that defines it."


class NotDefined(NameError):
    """A name that no cell has defined yet."""


class Names:
    """The notebook's names, behind the same attribute access that hidden checks use."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._called = ""
        self._returned: Any = UNSAID

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._names[name]
        except KeyError:
            raise NotDefined(not_defined(name)) from None
        return self._recorded(value) if isinstance(value, FunctionType) else value

    def _recorded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            # Before the call: the function may change its arguments in place.
            given = [describe(value, values=True) for value in args]
            given += [f"{key}={describe(value, values=True)}" for key, value in named.items()]
            self._called = f"{function.__name__}({', '.join(given)})"
            self._returned = UNSAID
            self._returned = function(*args, **named)
            return self._returned

        return call

    def last_call(self) -> list[tuple[str, str]]:
        """Return the last call and its result as rows to show."""
        rows = [("Called", self._called)] if self._called else []
        if self._returned is not UNSAID:
            rows.append(("Returned", describe(self._returned, values=True)))
        return rows

    def line_of(self, error: BaseException) -> str:
        """Return the last line of the notebook's cells that an error passed through, or nothing."""
        for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
            if frame.f_globals is self._names:
                return linecache.getline(frame.f_code.co_filename, number).strip()
        return ""
