"""Whose a downloaded file is: the names that Canvas and Moodle give files, for `nbgrader zip_collect`.

Canvas: `leeann_LATE_4711_815_dropout-1.ipynb`: name, user's number, file's number, and `-1` for a second
try. Moodle: `Ann Lee_4711_assignsubmission_file/dropout.ipynb`, with `_` in place of `/` in old versions
and where one asked for no folders; its number is another in each assignment.
"""

import re
import unicodedata
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

CANVAS = re.compile(r".*/[^/_]+_(?:LATE_)?(?P<student_id>\d+)_\d+_(?P<file_id>[^/]+)\.ipynb")
MOODLE = re.compile(
    r".*/(?P<student_id>[^/]+)_\d+_assignsubmission_file_?/?(?P<file_id>[^/]+)\.ipynb"
)
# What a browser, or Canvas, adds to the name of a second copy.
AGAIN = re.compile(r"(-\d+| ?\(\d+\))$")
UNFIT = re.compile(r"[^\w.@-]+")


class LmsNames(FileNameCollectorPlugin):
    """Takes the names of Canvas and Moodle apart, unless a course has a `named_regexp` of its own.

    In Canvas a student is their number there, in Moodle their name, with `-` for what no folder of
    ours is called.
    """

    def _match(self, filename: str) -> dict[str, str] | None:
        if self.named_regexp:
            found: dict[str, str] | None = super()._match(filename)
            return found
        match = MOODLE.fullmatch(filename) or CANVAS.fullmatch(filename)
        if match is None:
            self.log.warning(
                "`%s` is named neither as Canvas nor as Moodle names files. Say in "
                "`nbgrader_config.py`, by `c.FileNameCollectorPlugin.named_regexp`, how yours does.",
                filename,
            )
            return None
        name = unicodedata.normalize("NFC", match["student_id"])
        student = UNFIT.sub("-", name).strip("-.@")
        return {"student_id": student, "file_id": self._released(match["file_id"])}

    def _released(self, stem: str) -> str:
        coursedir = self.parent.coursedir
        folder = coursedir.format_path(coursedir.release_directory, ".", coursedir.assignment_id)
        there = {path.stem for path in Path(folder).glob("*.ipynb")}
        first = AGAIN.sub("", stem)
        return first if stem not in there and first in there else stem
