"""A course's `nbgrader_config.py`: how it is written, and how it is read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from traitlets.config import Config

from autograder.errors import CourseError
from autograder.gradebook import nbgrader_plugins

FILE = "nbgrader_config.py"
TEMPLATE = '''"""nbgrader's settings for this course; every setting of nbgrader's may stand here."""

from autograder import plug_in

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course_id}"
plug_in(c, catalogue="{catalogue}")
'''


def write(course: Path, catalogue: str) -> None:
    """Write the settings of a new course; settings that are there stay."""
    path = course / FILE
    if path.exists():
        return
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in course.resolve().name)
    root = str(Path(catalogue).resolve()) if catalogue else ""
    path.write_text(TEMPLATE.format(course_id=name, catalogue=root), "utf-8")


def load(course: Path) -> Config:
    """Read a course's settings. Raises `CourseError` where they are missing or lack `plug_in`."""
    if not (course / FILE).is_file():
        raise CourseError(
            f"`{course}` is no course: it has no `{FILE}`. Go to the course's directory, or make "
            "one with `heldout init DIR`."
        )
    app = NbGrader()
    # A course's own plugins lie beside its settings: nbgrader's commands find them there.
    if str(course) not in sys.path:
        sys.path.append(str(course))
    with _working_directory(course):
        app.load_config_file()
    if not nbgrader_plugins.is_plugged_in(app.config):
        raise CourseError(
            f"`{course}/{FILE}` does not call Held-out's `plug_in`: nbgrader would run submissions "
            "without a sandbox. Add these two lines to it: `from autograder import plug_in` and "
            "`plug_in(c)`."
        )
    return app.config


@contextmanager
def _working_directory(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
