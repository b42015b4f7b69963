"""The course in the current directory."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.gradebook.course_folder import CourseFolder


def current_course(*, unsafe: bool = False, cluster: str = "") -> CourseFolder:
    """Open the course in the current directory; raises `CourseError` if there is none."""
    from autograder.gradebook.course_folder import CourseFolder

    quiet_nbgrader()
    return CourseFolder(Path.cwd(), unsafe=unsafe, on=cluster)


def quiet_nbgrader() -> None:
    """Hide SQLAlchemy's warning on the order in which nbgrader 0.9.6 builds its rows."""
    from sqlalchemy.exc import SAWarning

    warnings.filterwarnings("ignore", category=SAWarning)
