"""Puts an accepted notebook where nbgrader expects it: into `submitted/STUDENT/ASSIGNMENT/`."""

import os
from datetime import UTC, datetime
from pathlib import Path

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.submitted_folder import STAMP
from autograder.portal.blobs import Blobs
from autograder.portal.rows import Assignment, Submission


def write(
    course: CourseFolder, assignment: Assignment, submission: Submission, blobs: Blobs
) -> Path:
    """Write a submission's notebook and its time. An older notebook there is replaced."""
    student = submission.person.student
    folder = course.folder("submitted", assignment.slug, student)
    folder.mkdir(parents=True, exist_ok=True)
    when = datetime.fromtimestamp(submission.received_at, UTC)
    path = folder / assignment.notebook
    _replace(path, blobs.read(submission.sha256))
    _replace(folder / STAMP, f"{when:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode())
    return path


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one."""
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
