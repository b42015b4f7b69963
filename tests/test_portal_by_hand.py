"""Tasks that a person marks, in the portal: they wait in a queue, and a mark counts everywhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TOY
from databases import NewDatabase
from grading_service import Service, grading_service

from autograder.author import notebook, sample
from autograder.gradebook.course_folder import CourseFolder
from autograder.portal.staff_rows import Mark

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
ROOT = TOY.with_name("toy_by_hand")
RIGHT = "def square(x):\n    return x * x"
QUEUE = "/marking/advice/argument"


@pytest.fixture(scope="session")
def released_advice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with the exercise released, to be copied."""
    with CourseFolder.init(tmp_path_factory.mktemp("advice") / "course", str(ROOT)) as made:
        made.release("advice")
        return made.root


@pytest.fixture
def service(released_advice: Path, new_database: NewDatabase, tmp_path: Path) -> Iterator[Service]:
    with (
        CourseFolder(Path(shutil.copytree(released_advice, tmp_path / "course"))) as course,
        grading_service(course, new_database, "advice") as made,
    ):
        yield made


@pytest.fixture
def written(service: Service) -> Callable[..., bytes]:
    exercise = service.course.catalogue.load("advice")
    return lambda **answers: notebook.write(sample.fill(exercise, {"square": RIGHT} | answers))


def graded(service: Service, content: bytes) -> str:
    submission_id = service.hand_in("ann", content)
    service.grade()
    return submission_id


def mark(service: Service, points: str) -> Any:
    person, staff = service.person("ann"), service.staff()
    told = {"task": "argument", "points": points, "comment": "Name a limit."}
    told["seen"] = staff.seen(QUEUE, "/marking/advice/", "argument")
    answer = staff.post(f"/marking/advice/{person.id}", **told)
    service.grade()
    return answer


def student_reads(service: Service) -> str:
    browser = service.portal.browser(service.person("ann"))
    return str(browser.get("/").text + browser.get("/a/advice").text)


def test_an_answer_waits_is_marked_and_counts(service, written):
    submission_id = graded(service, written(argument="Buy <b>now</b>."))
    assert service.row(submission_id).job.state == "done"
    assert {mark.task for mark in _waiting(service)} == {"argument"}
    assert "provisional" in student_reads(service)
    page = service.staff().get(QUEUE).text
    assert "Buy &lt;b&gt;now&lt;/b&gt;." in page
    assert "The first sentence says what to do." in page
    mark(service, "3")
    assert _waiting(service) == []
    assert service.standing("ann").score == 7
    assert "provisional" not in student_reads(service)
    student = service.portal.browser(service.person("ann"))
    page = student.get(f"/s/{submission_id}").text
    assert "7 of 10 points" in page
    assert "A person still marks" not in page
    feedback = service.blobs.read(service.row(submission_id).result.feedback_sha256).decode()
    assert "Name a limit." in feedback


def test_a_mark_for_an_earlier_answer_counts_and_waits_again(service, written):
    graded(service, written(argument="Buy."))
    mark(service, "3")
    graded(service, written(argument="Sell."))
    assert [(each.task, each.manual) for each in _waiting(service)] == [("argument", 3)]
    assert service.standing("ann").score == 7
    assert "given for an earlier answer" in service.staff().get(QUEUE).text
    mark(service, "1")
    assert _waiting(service) == []
    assert service.standing("ann").score == 5


def test_an_untouched_task_waits_for_nobody(service, written):
    graded(service, written())
    assert _waiting(service) == []
    assert service.standing("ann").score == 4


def _waiting(service: Service) -> list[Mark]:
    with service.database.read() as session:
        return session.query(Mark).filter_by(waits=True).order_by(Mark.task).all()
