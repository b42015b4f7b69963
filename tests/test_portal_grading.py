"""The portal's grading process, on the toy course: it writes what `heldout grade` writes."""

import json
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.author import notebook
from autograder.gradebook import submission_grader
from autograder.gradebook.batch import Batch
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.portal.rows import (
    BROKEN,
    DONE,
    LATE_NUMBERS,
    REFUSED,
    Assignment,
    Event,
    Submission,
)

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
WRONG = "def square(x):\n    return 2 * x"
DAY = 86400


def verdicts(row: Submission) -> dict[str, str]:
    return {task["name"]: task["verdict"] for task in row.result.tasks}


def test_all_is_written_as_by_grade(service, written, released, tmp_path):
    content = written(square=WRONG)
    service.hand_in("ann", content)
    service.grade()
    # Another course has another secret, and so other draws.
    other = Path(shutil.copytree(released, tmp_path / "other"))
    shutil.copy(service.course.root / ".heldout" / "secret", other / ".heldout" / "secret")
    with CourseFolder(other) as course:
        folder = course.folder("submitted", "squares", "ann")
        folder.mkdir(parents=True)
        (folder / "squares.ipynb").write_bytes(content)
        shutil.copy(service.course.folder("submitted", "squares", "ann") / "timestamp.txt", folder)
        assert len(list(Batch(course, "squares", ["ann"], 1).run())) == 1
        write_feedback(course, "squares")
    assert _written(service.course.root) == _written(other)
    final = service.course.ledger("squares").standing["ann"]
    assert service.standing("ann").score == final.score


def _written(root: Path) -> dict[str, Any]:
    """Give all that grading has written into files and rows."""
    found: dict[str, Any] = {}
    for step in ("submitted", "autograded", "feedback"):
        for path in sorted((root / step).rglob("*")):
            if path.is_file():
                found[str(path.relative_to(root))] = path.read_bytes()
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        submission = book.find_submission("squares", "ann")
        grades = submission.notebooks[0].grades
        found["grades"] = sorted((g.name, g.auto_score, g.manual_score) for g in grades)
        found["time"] = str(submission.timestamp)
    return found


def test_tasks_a_receipt_a_page_and_a_score(service, written):
    row = service.row(service.hand_in("ann", written(square=WRONG)))
    assert row.result is None
    service.grade()
    row = service.row(row.id)
    assert (row.job.state, row.job.counted, row.job.why) == (DONE, True, "")
    assert verdicts(row)["square"] == "wrong"
    assert "Called" in row.result.tasks[0]["text"]
    assert row.contents["tasks"]["square"] == "2 lines"
    assert b"Called" in service.blobs.read(row.result.feedback_sha256)
    assert service.standing("ann").submission_id == row.id


EMPTY = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.mark.parametrize(
    "content", [b"not JSON", b"{}", b"\x89PNG\r\n\x1a\n", EMPTY, "another assignment"]
)
def test_a_wrong_file_takes_no_attempts_place(service, written, content):
    good = service.hand_in("ann", written())
    service.grade()
    if isinstance(content, str):
        content = written().replace(b'"exercise": "squares"', b'"exercise": "other"')
    row = service.row(service.hand_in("ann", content))
    service.grade()
    row = service.row(row.id)
    assert (row.job.state, row.job.counted, row.result) == (REFUSED, False, None)
    assert row.contents["problem"] == row.job.why != ""
    assert service.standing("ann").submission_id == good
    assert service.standing("ann").score == 6


def test_an_untouched_notebook_and_an_endless_loop(service, toy, written):
    blank = service.hand_in("ann", notebook.write(notebook.build(toy)))
    endless = service.hand_in("bob", written(square="def square(x):\n    while True: pass"))
    service.grade()
    row = service.row(blank)
    assert set(verdicts(row).values()) == {"blank"}
    assert set(row.contents["tasks"].values()) == {"still the stub"}
    assert verdicts(service.row(endless))["square"] == "timeout"


def test_the_newest_that_was_graded_stands(service, written):
    first = service.hand_in("ann", written())
    service.grade()
    assert service.standing("ann").score == 6
    second = service.hand_in("ann", written(square=WRONG))
    service.grade()
    standing = service.standing("ann")
    assert standing.submission_id == second
    assert standing.score < 6
    assert service.row(first).result.score == 6
    handed_in = service.course.folder("submitted", "squares", "ann") / "squares.ipynb"
    assert handed_in.read_bytes() == service.blobs.read(service.row(second).sha256)


def test_a_fault_of_ours_is_free_and_stops_nobody(service, written, monkeypatch):
    def publish(self: Publisher, graded: Any) -> Any:
        if graded.student == "ann":
            raise OSError("the disk is full")
        return original(self, graded)

    original = Publisher.publish
    monkeypatch.setattr(Publisher, "publish", publish)
    ann, bob = service.hand_in("ann", written()), service.hand_in("bob", written())
    service.grade()
    row = service.row(ann)
    assert (row.job.state, row.job.counted) == (BROKEN, False)
    assert "fault of ours" in row.job.why
    assert "disk" not in row.job.why
    assert service.row(bob).job.state == DONE
    assert "the disk is full" in service.course.heldout_folder.log.read_text()


def test_a_fault_while_grading_is_free(service, written, monkeypatch):
    def grade(*told: Any, **more: Any) -> Any:
        raise RuntimeError("something of ours")

    monkeypatch.setattr(submission_grader, "grade", grade)
    row = service.row(service.hand_in("ann", written()))
    service.grade()
    assert service.row(row.id).job.state == BROKEN
    assert not service.row(row.id).job.counted


def test_a_mark_by_hand_shows_and_stays(service, written):
    service.hand_in("ann", written(square=WRONG))
    service.grade()
    before = service.standing("ann").score
    with service.course.gradebook() as book:
        grade = book.find_grade("square-score", "squares", "squares", "ann")
        earned = grade.auto_score
        grade.manual_score = 3.5
        book.db.commit()
    service.grade()
    assert service.standing("ann").score == before - earned + 3.5
    service.hand_in("ann", written(square=WRONG + "\n"))
    service.grade()
    assert service.standing("ann").score == before - earned + 3.5


def test_scores_by_grade_show_without_a_submission(service, written):
    folder = service.course.folder("submitted", "squares", "bob")
    folder.mkdir(parents=True)
    (folder / "squares.ipynb").write_bytes(written())
    list(Batch(service.course, "squares", ["bob"], 1).run())
    service.grade()
    standing = service.standing("bob")
    assert (standing.score, standing.submission_id) == (6, None)


def test_a_due_date_and_a_late_submission(service, written):
    now = time.time()
    due = datetime.fromtimestamp(now - DAY, UTC).replace(tzinfo=None)
    with service.course.gradebook() as book:
        book.update_or_create_assignment("squares", duedate=due)
    service.grade()
    with service.database.read() as session:
        assert round(session.get_one(Assignment, "squares").due) == round(now - DAY)
    row = service.row(service.hand_in("ann", written(), now))
    assert round(row.late_by) == DAY
    service.grade()
    with service.course.gradebook() as book:
        assert round(book.find_submission("squares", "ann").total_seconds_late) == DAY


def test_a_new_release_is_offered_and_read_anew(service, written):
    service.hand_in("ann", written())
    service.grade()
    before, archive = service.loop._answers._publishers["squares"], service.archive()
    path = service.course.folder("release", "squares") / "squares.ipynb"
    nb = json.loads(path.read_text())
    nb["cells"][0]["source"] = "# A new title"
    path.write_text(json.dumps(nb))
    service.grade()
    assert service.archive() != archive
    service.hand_in("bob", written())
    service.grade()
    assert service.loop._answers._publishers["squares"] is not before


def test_old_events_are_deleted_once_a_day(service):
    old = time.time() - 2 * DAY
    with service.database.write() as session:
        session.add_all(Event(person_id="x", at=old) for _ in range(LATE_NUMBERS + 20))
        session.add_all(Event(person_id="x") for _ in range(5))
    before = highest(service)
    service.grade()
    with service.database.read() as session:
        left = [row.seq for row in session.query(Event) if row.at < time.time() - DAY]
    # Pages still look for late numbers, and a number is never given again.
    assert min(left) == before - LATE_NUMBERS
    assert highest(service) >= before


def highest(service) -> int:
    with service.database.read() as session:
        return max(row.seq for row in session.query(Event))


def test_a_folder_that_cannot_be_read_costs_nothing(service, written):
    folder = service.course.folder("submitted", "squares", "ann")
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").mkdir()
    row = service.row(service.hand_in("ann", written()))
    service.grade()
    assert service.row(row.id).job.state in (REFUSED, BROKEN)
    assert not service.row(row.id).job.counted
