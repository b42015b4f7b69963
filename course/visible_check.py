"""Runs one visible check on a notebook's names: its outcome, and the rows that a card shows."""

import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FunctionType
from typing import Any

from course import cells
from course.card import CLAIM, QUIET, Card, Row
from course.descriptions import describe, describe_expected, first_line, with_limit
from course.expect import UNSAID, Mismatch
from course.names import Names, NotDefined, not_defined
from course.progress_file import NOT_STARTED, NOT_YET, PASSED, RAISED
from course.stub import raised_by_stub

# The task's cell was not run, so nothing is known.
NOT_RUN = "not run"


def not_run(task: str, sentences: Iterable[str]) -> Card:
    """Make the card of a task whose names are not all defined. Each sentence stands there once."""
    return Card(
        QUIET, f"○ {task}: not run yet.", [("", words) for words in dict.fromkeys(sentences)]
    )


def overall(outcomes: list[str]) -> str:
    """Return a task's outcome by those of its checks. A stub among them is not finished."""
    for outcome in (NOT_RUN, RAISED, NOT_YET):
        if outcome in outcomes:
            return outcome
    started = PASSED in outcomes
    return PASSED if NOT_STARTED not in outcomes else NOT_YET if started else NOT_STARTED


def run(check: FunctionType, names: dict[str, Any], folder: Path) -> tuple[str, list[Row]]:
    """Run one check of the exercise in `folder`. Return its outcome, and the rows to show."""
    student = Names(names)
    description = (check.__doc__ or check.__name__).strip().splitlines()[0]
    try:
        check(student)
    except Mismatch as error:
        return NOT_YET, [(CLAIM, f"✗ {description}"), ("", error.message), *_seen(error, student)]
    except NotDefined as error:
        return NOT_RUN, [("", str(error))]
    # An error from the learner's own code is an answer to show, and no failure of the check.
    except Exception as error:
        missed = cells.not_run([str(error.name)], folder, names) if type(error) is NameError else []
        if missed:
            return NOT_RUN, [("", not_defined(missed[0]))]
        line = student.line_of(error)
        if raised_by_stub(error):
            told = [(CLAIM, f"○ {description}"), ("", "A part of it is not written yet.")]
            return NOT_STARTED, [*told, *([("Your line", line)] if line else [])]
        rows = [
            ("Raised", f"{type(error).__name__}: {first_line(str(error))}"),
            ("Your line", line),
        ]
        told = [*student.last_call(), *(row for row in rows if row[1])]
        return RAISED, [(CLAIM, f"! {description}"), *told]
    return PASSED, [(CLAIM, f"✓ {description}")]


def interrupted(error: BaseException, names: dict[str, Any]) -> str:
    """Tell in which of the notebook's own functions an interrupt came, if in any."""
    steps = traceback.walk_tb(error.__traceback__)
    own = [(frame.f_code.co_name, line) for frame, line in steps if frame.f_globals is names]
    if not own:
        return "Interrupted."
    name, line = own[-1]
    return f"Interrupted while `{name}` was running, line {line}."


def _seen(error: Mismatch, student: Names) -> list[Row]:
    """Return rows for the call, its result, and the expected value."""
    rows = dict(student.last_call())
    if error.got is not UNSAID:
        found = describe(error.got, values=True)
        rows |= {"Found": found} if found != rows.get("Returned") else {}
    if error.expected is not UNSAID:
        rows["Expected"] = describe_expected(error.expected, error.got, values=True)
    if error.measured is not None:
        rows["Measured"] = with_limit(f"{error.measured:.4g}", error.limit)
    return list(rows.items())
