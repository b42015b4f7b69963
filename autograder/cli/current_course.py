"""The course in the current directory."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.closing import closing_at_end

if TYPE_CHECKING:
    from autograder.gradebook.course_folder import CourseFolder
    from autograder.judge.supervisor import Supervisor


@contextmanager
def current_course(
    *, unsafe: bool = False, cluster: str = "", supervisor: Supervisor | None = None
) -> Iterator[CourseFolder]:
    """Open the course in the current directory, and close it at the end of the command.

    A `supervisor` that is given is closed, too. Raises `CourseError` if there is no course.
    """
    with closing_at_end() as stack:
        if supervisor is not None:
            stack.callback(supervisor.close)
        from autograder.gradebook.course_folder import CourseFolder

        quiet_nbgrader()
        course = CourseFolder(Path.cwd(), unsafe=unsafe, on=cluster, supervisor=supervisor)
        yield stack.enter_context(course)


def quiet_nbgrader() -> None:
    """Hide SQLAlchemy's warning on the order in which nbgrader 0.9.6 builds its rows."""
    from sqlalchemy.exc import SAWarning

    warnings.filterwarnings("ignore", category=SAWarning)
