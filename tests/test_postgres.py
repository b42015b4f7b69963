"""A gradebook on a real PostgreSQL server: `pytest -m postgres`, with Debian's `postgresql` installed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import Server
from nbgrader.api import Gradebook

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.gradebook.batch import Batch
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.publisher import write_feedback

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    """The address of an empty database."""
    with postgres.database() as made:
        yield made


@pytest.fixture
def course(
    url: str, tmp_path: Path
) -> Callable[[Exercise, dict[str, dict[str, str]]], CourseFolder]:
    """Make a course with this gradebook, an exercise released, and answers by student."""

    def make(exercise: Exercise, answers_of: dict[str, dict[str, str]]) -> CourseFolder:
        root, slug = tmp_path / "course", exercise.slug
        CourseFolder.init(root, str(exercise.folder.parents[1]))
        config = root / "nbgrader_config.py"
        config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {url!r}\n")
        room = CourseFolder(root)
        room.release(slug)
        for student, answers in answers_of.items():
            submit(room, exercise, student, answers)
        return room

    return make


def submit(room: CourseFolder, exercise: Exercise, student: str, answers: dict[str, str]) -> None:
    path = room.root / "submitted" / student / exercise.slug / f"{exercise.slug}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(notebook.write(sample.fill(exercise, answers)))


def test_a_class_is_graded_into_postgresql(url, course, toy, right):
    room = course(toy, {"ann": right, "bob": {}})
    first = Batch(room, "squares", room.students("squares"), jobs=2)
    assert len(list(first.run())) == 2
    assert first.refused == []
    assert not (room.root / "gradebook.db").exists()
    with Gradebook(url) as book:
        scores = {each.student.id: each.score for each in book.assignment_submissions("squares")}
    assert scores == {"ann": 6.0, "bob": 0.0}
    again = Batch(room, "squares", room.students("squares"), jobs=2)
    list(again.run())
    assert again.unchanged == 2
    assert len(write_feedback(room, "squares").paths) == 2


def test_a_persons_mark_is_kept_in_postgresql(url, course, advice):
    room = course(advice, {"ann": {"argument": "Buy."}, "bob": {}})
    list(Batch(room, "advice", ["ann", "bob"], jobs=1).run())
    with Gradebook(url) as book:
        grade = book.find_grade("argument", "advice", "advice", "ann")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        book.db.commit()
    assert not room.ledger("advice").standing["ann"].outdated
    submit(room, advice, "ann", {"argument": "Sell."})
    again = Batch(room, "advice", ["ann", "bob"], jobs=1)
    list(again.run())
    assert (again.refused, again.pending, again.unchanged) == ([], [], 1)
    final = room.ledger("advice").standing["ann"]
    assert final.outdated == [("advice", "argument")]
    assert final.score == 3.0
