"""Finds the student of a downloaded file by its name, for `nbgrader zip_collect`.

Canvas: `leeann_LATE_4711_815_dropout-1.ipynb` has a name, the user's number and the file's number.
`-1` is a second try. Moodle: `Ann Lee_4711_assignsubmission_file/dropout.ipynb`. Old versions, and
downloads without folders, have `_` instead of `/`. Moodle's number differs in each assignment.
"""

import re
import unicodedata
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

CANVAS = re.compile(r".*/[^/_]+_(?:LATE_)?(?P<student_id>\d+)_\d+_(?P<file_id>[^/]+)\.ipynb")
MOODLE = re.compile(
    r".*/(?P<student_id>[^/]+)_\d+_assignsubmission_file_?/?(?P<file_id>[^/]+)\.ipynb"
)
# The end that a browser, or Canvas, adds to the name of a second copy.
AGAIN = re.compile(r"(-\d+| ?\(\d+\))$")
UNFIT = re.compile(r"[^\w.@-]+")


class LmsNames(FileNameCollectorPlugin):
    """Parses the names that Canvas and Moodle give, unless a course has set its own `named_regexp`.

    A student's name is their number in Canvas, or their name in Moodle. `-` replaces characters
    that a student's folder must not have.
    """

    def _match(self, filename: str) -> dict[str, str] | None:
        if self.named_regexp:
            parts: dict[str, str] | None = super()._match(filename)
            return parts
        match = MOODLE.fullmatch(filename) or CANVAS.fullmatch(filename)
        if match is None:
            self.log.warning(
                "`%s` is not a name that Canvas or Moodle gives. Describe the names of your files by "
                "`c.FileNameCollectorPlugin.named_regexp` in `nbgrader_config.py`.",
                filename,
            )
            return None
        name = unicodedata.normalize("NFC", match["student_id"])
        student = UNFIT.sub("-", name).strip("-.@")
        return {"student_id": student, "file_id": self._released(match["file_id"])}

    def _released(self, stem: str) -> str:
        coursedir = self.parent.coursedir
        folder = coursedir.format_path(coursedir.release_directory, ".", coursedir.assignment_id)
        released = {path.stem for path in Path(folder).glob("*.ipynb")}
        first = AGAIN.sub("", stem)
        return first if stem not in released and first in released else stem
