"""A gradebook on a real PostgreSQL server: `pytest -m postgres`, with Debian's `postgresql` installed."""

from collections.abc import Iterator

import pytest
from databases import Server
from nbgrader.api import Gradebook

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


def test_a_class_is_graded_into_postgresql(url, tmp_path, toy, right):
    from autograder.author import notebook, sample

    root = tmp_path / "course"
    CourseFolder.init(root, str(toy.folder.parents[1]))
    config = root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {url!r}\n")
    room = CourseFolder(root)
    room.release("squares")
    for student, answers in (("ann", right), ("bob", {})):
        path = root / "submitted" / student / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(toy, answers)))
    first = Batch(room, "squares", room.students("squares"), jobs=2)
    assert len(list(first.run())) == 2
    assert first.refused == []
    assert not (root / "gradebook.db").exists()
    with Gradebook(url) as book:
        scores = {each.student.id: each.score for each in book.assignment_submissions("squares")}
    assert scores == {"ann": 6.0, "bob": 0.0}
    again = Batch(room, "squares", room.students("squares"), jobs=2)
    list(again.run())
    assert again.unchanged == 2
    assert len(write_feedback(room, "squares").paths) == 2
