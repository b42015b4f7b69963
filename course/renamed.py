"""Names from before 0.2.0: they work until 0.3, and a warning says what to write instead."""

import functools
import warnings
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
# Old names and new names.
ARGUMENTS = {"says": "message", "belief": "misconception", "telling": "names_mistake"}
FUNCTIONS = {"an_array": "as_array", "gist": "first_line"}
MARKS = {"luck": "random"}
REMOVED_IN = "0.3"


def sentence(old: str, new: str) -> str:
    """Return the sentence that says what to write instead of an old name."""
    return f"`{old}` is now `{new}`; the old name works until {REMOVED_IN}."


def warn(old: str, new: str, *, stacklevel: int = 3) -> None:
    """Say once at each place that `old` is now called `new`."""
    warnings.warn(sentence(old, new), DeprecationWarning, stacklevel=stacklevel)


def takes_old_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """Let callers still pass the arguments that are renamed."""

    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        for old in ARGUMENTS.keys() & named.keys():
            warn(f"{old}=", f"{ARGUMENTS[old]}=")
            named[ARGUMENTS[old]] = named.pop(old)
        return function(*args, **named)

    return call
