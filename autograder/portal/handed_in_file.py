"""Puts an accepted notebook where nbgrader expects it: into `submitted/STUDENT/ASSIGNMENT/`."""

from datetime import UTC, datetime
from pathlib import Path

from autograder import whole_file
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
    whole_file.replace(path, blobs.read(submission.sha256), flush=True)
    stamp = f"{when:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode()
    whole_file.replace(folder / STAMP, stamp, flush=True)
    return path
