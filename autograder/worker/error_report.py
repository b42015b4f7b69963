"""Describes an exception of the student's code to the grader. It runs in the student's process."""

import linecache
import traceback

from autograder.process.messages import ErrorReport, WireDict

MESSAGE_CHARACTERS = 4000
NAME_CHARACTERS = 100
LINE_CHARACTERS = 300
# The most frames of one error's traceback, and the most errors in a chain of causes.
MOST_STEPS, MOST_ERRORS = 12, 4


def describe(error: BaseException) -> WireDict:
    """Give an `ErrorReport` of an exception, as it travels."""
    return ErrorReport(
        type=type(error).__name__[:NAME_CHARACTERS],
        bases=[kind.__name__[:NAME_CHARACTERS] for kind in type(error).__mro__][:20],
        message=_message(error),
        line=_own_line(error)[:LINE_CHARACTERS],
        trail=_trail(error),
    ).to_wire()


def _trail(error: BaseException) -> str:
    """List the files that an error passed, and the errors that caused it, with the same of each.

    The grader looks there for what the sandbox has refused.
    """
    lines: list[str] = []
    current: BaseException | None = error
    for _ in range(MOST_ERRORS):
        if current is None:
            break
        name = type(current).__name__[:NAME_CHARACTERS]
        lines += [f"{name}: {_message(current)[:300]}", _own_line(current)[:LINE_CHARACTERS]]
        frames = [frame for frame, _ in traceback.walk_tb(current.__traceback__)]
        lines += [frame.f_code.co_filename[-100:] for frame in frames[-MOST_STEPS:]]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)[:MESSAGE_CHARACTERS]


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MESSAGE_CHARACTERS]
    # The student's own `__str__` runs here, and may raise anything.
    except BaseException as another:
        return f"(its message could not be read: {type(another).__name__})"


def _own_line(error: BaseException) -> str:
    """Find the last line of the student's own cells that the error passed; empty for none."""
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        name = frame.f_code.co_filename
        if "ipykernel" in name or "ipython-input" in name:
            return linecache.getline(name, number).strip()
    return ""
