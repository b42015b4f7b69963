"""The log of a course, and what an instructor reads when Held-out itself fails on a submission."""

import logging
from pathlib import Path

from autograder.errors import CourseError, ExecutorFailed, ExerciseError, NoIsolation
from autograder.gradebook.graded import NotGraded
from autograder.gradebook.heldout_folder import HeldoutFolder
from course.descriptions import first_line

# These errors concern every submission of a course. So they end the command.
OF_THE_COURSE = (CourseError, ExecutorFailed, ExerciseError, NoIsolation)


def fault(course: Path, student: str, done: str, error: Exception) -> NotGraded:
    """Report that a submission could not be `done` ("graded", say) by a fault of Held-out's.

    The log gets the trace.
    """
    log_of(course).error("%s could not be %s", student, done, exc_info=error)
    what = first_line(f"{type(error).__name__}: {error}")
    return NotGraded(
        student,
        f"It could not be {done}: {what.rstrip('.')}. This is a fault of Held-out's, and costs "
        f"nobody else. Its trace stands in `{HeldoutFolder(course).log}`, beside this name. The same "
        "command tries again.",
        fault=True,
    )


def log_of(course: Path) -> logging.Logger:
    """Give the log of a course, a file: the screen shows only what the instructor must know."""
    log = logging.getLogger(f"heldout.nbgrader.{course}")
    if not log.handlers:
        handler = logging.FileHandler(HeldoutFolder(course).log, encoding="utf-8")
        # The disk may be full. Then the log matters least; the command reports what matters.
        handler.handleError = lambda record: None  # type: ignore[method-assign]
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        # nbgrader's gradebook logs by way of tornado, which would write to the screen.
        for logger in (log, logging.getLogger("tornado.application")):
            logger.handlers = [handler]
            logger.propagate = False
        log.setLevel(logging.INFO)
    return log
