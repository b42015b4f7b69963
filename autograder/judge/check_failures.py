"""Why a hidden check has failed: the verdict, and what a student may read."""

import traceback
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.judge import sandbox_errors, shrinking
from autograder.judge.answer import NO_INPUT, StudentError, in_words
from autograder.judge.check_marks import mistake_of
from autograder.judge.child import WorkerLost
from autograder.judge.runner import Runner
from autograder.judge.verdict import Verdict
from course.descriptions import NO_WORDS, describe, describe_expected, first_line
from course.expect import UNSAID, Mismatch
from course.stub import is_stub

# Fields of a `CheckRecord`, by name.
Facts = dict[str, Any]


def judge(
    item: pytest.Item, error: BaseException, runner: Runner, *, values: bool
) -> tuple[Verdict, Facts]:
    """Give the verdict of an exception that ended a check, and the fields of its record.

    With `values` they show what the check has handed in, and what came back.
    """
    if isinstance(error, shrinking.SimplestFailure):
        error = error.failure
    try:
        return verdict_of_error(error, item.path.parent), _words(item, error, runner, values=values)
    # A value that cannot be described costs the description, and not the verdict.
    except Exception:
        return verdict_of_error(error, item.path.parent), {"message": NO_WORDS}


def _words(item: pytest.Item, error: BaseException, runner: Runner, *, values: bool) -> Facts:
    if isinstance(error, Mismatch):
        runner.last_call.recall(error.got)
    facts: Facts = {
        "called": runner.last_call.told[0 if values else 1],
        "returned": runner.last_call.describe_returned(values=values),
    }
    if isinstance(error, WorkerLost):
        return facts | {"message": error.message}
    if isinstance(error, StudentError):
        return facts | {"message": _sentence(error), "line": error.line}
    if isinstance(error, Mismatch):
        if not (error.of_last_call and runner.last_call.is_about(error.got)):
            facts |= {"called": "", "returned": ""}
        mistake = mistake_of(item) if error.names_mistake else ""
        return facts | {"misconception": mistake} | _of_mismatch(error, facts, values=values)
    if isinstance(error, AssertionError) and _is_of_checks(error, item.path.parent):
        return facts | {"misconception": mistake_of(item)}
    return {"detail": _trace(error, item.path)[-4000:]}


def _sentence(error: StudentError) -> str:
    """Say what was raised, and what the sandbox has refused, if it has."""
    line = first_line(error.message)
    message = f"It raised `{error.kind}`" + (f": {line}" if line else "")
    if (error.kind, line) == NO_INPUT:
        message = f"It stopped, since {in_words(error.kind, line)}."
    refused = _refusal(error)
    return f"{message.rstrip('.')}. {refused.sentence}" if refused else message


def _of_mismatch(error: Mismatch, call: Facts, *, values: bool) -> Facts:
    """Give the fields of an answer that is not as expected. `call` tells of the last call."""
    facts: Facts = {"message": error.message}
    if isinstance(error.__cause__, StudentError):
        line = first_line(error.__cause__.message)
        # The sentence has its name. Its words help the student who made that line.
        facts |= {
            "line": error.__cause__.line,
            "found": f"{error.__cause__.kind}: {line}" if line else "",
        }
    if error.measured is not None:
        facts |= {"measured": f"{error.measured:.4g}", "limit": error.limit}
    # `as_array` has made an array of a number. Without values that would look like a wrong type.
    lone = isinstance(error.got, np.ndarray) and error.got.ndim == 0
    if lone and not values and isinstance(error.expected, int | float | np.generic):
        return facts
    if error.got is not UNSAID:
        got = describe(error.got, values=values)
        facts["found"] = got if got != call["returned"] else ""
    if error.expected is not UNSAID:
        facts["expected"] = describe_expected(error.expected, error.got, values=values)
    return facts


def verdict_of_error(error: BaseException, checks: Path) -> Verdict:
    """Give the verdict of an exception that ended a check. An unknown one is a fault of our own."""
    if isinstance(error, WorkerLost):
        return error.verdict
    if isinstance(error, StudentError):
        return verdict_of(error)
    told = isinstance(error, AssertionError) and _is_of_checks(error, checks)
    return Verdict.WRONG if told else Verdict.BROKEN


def _is_of_checks(error: BaseException, checks: Path) -> bool:
    """Tell whether a check's own code led to an exception. pytest and the engine use `assert`, too."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(Path(frame.f_code.co_filename).is_relative_to(checks) for frame, _ in frames)


def _trace(error: BaseException, checks: Path) -> str:
    """Write a traceback from the check on, without the thirty frames of pytest before it."""
    steps = error.__traceback__
    while steps and steps.tb_frame.f_code.co_filename != str(checks):
        steps = steps.tb_next
    return "".join(traceback.format_exception(type(error), error, steps or error.__traceback__))


def verdict_of(error: StudentError) -> Verdict:
    """Give the verdict of an exception in student code, by the names of its classes."""
    # TensorFlow raises errors of that name, too.
    if error.kind == "NotImplementedError" and is_stub(error.line):
        return Verdict.BLANK
    refused = _refusal(error)
    return refused.verdict if refused else Verdict.ERROR


def _refusal(error: StudentError) -> sandbox_errors.Refusal | None:
    return sandbox_errors.refusal(error.bases, error.message, f"{error.line}\n{error.trail}")
