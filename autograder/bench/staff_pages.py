"""Times the pages of staff on a large class: the board, an assignment's class, and a student's page."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from sqlalchemy.orm import Session

from autograder.bench.accepting import Times
from autograder.bench.portal_pages import SLUG, Pages, pages
from autograder.errors import BenchError
from autograder.portal import people, sign_in
from autograder.portal.blobs import Blobs
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import DONE, STAFF, Assignment, Job, Result, Standing, Submission
from autograder.portal.staff_rows import Mark, Report

ASSIGNMENTS, ROUNDS = 10, 20
# As long as the report on a class of a thousand.
REPORT = b"<p>A line of a report.</p>\n" * 6000
TASKS = [
    {"name": f"task{number}", "verdict": "pass", "score": 3, "points": 3, "text": "x" * 300}
    for number in range(7)
]
FIRST = "student0"
PATHS = {
    "the board": "/board",
    "the board, late ones": "/board?show=late",
    "the board, waiting for marks": "/board?show=by+hand",
    "the board, by a name": "/board?q=student7",
    "the board, its last page": "/board?at=100000",
    "a class": f"/board/{SLUG}",
    "a student": f"/board/{SLUG}/{FIRST}",
    "all marks by hand": "/marking",
    "one mark by hand": f"/marking/{SLUG}/task0",
}


def measure(students: int) -> dict[str, Times]:
    """Ask for each page many times, with ten assignments a student. Raises `BenchError`."""
    with pages(students) as served, _staff(served) as client:
        _fill(served, students)
        return {name: _times(client, path) for name, path in PATHS.items()}


@contextmanager
def _staff(served: Pages) -> Iterator[httpx.Client]:
    """Sign staff in."""
    with served.database.write() as session:
        person = people.person(NewPerson("prof", role=STAFF), people.hash_password("measured-only"))
        session.add(person)
        session.flush()
        person_id = person.id
    cookie = sign_in.open_session(served.database, person_id)
    headers = {"Cookie": f"heldout={cookie}"}
    with httpx.Client(base_url=served.url, headers=headers, timeout=60) as client:
        yield client


def _times(client: httpx.Client, path: str) -> Times:
    seconds = []
    for _ in range(ROUNDS):
        started = time.monotonic()
        answer = client.get(path)
        seconds.append(time.monotonic() - started)
        if answer.status_code != 200:
            raise BenchError(f"`{path}` answered {answer.status_code}.")
    return Times.of(seconds)


def _fill(served: Pages, students: int) -> None:
    """Let every student hand in for every assignment."""
    blobs = Blobs(PortalFolder(served.course).blobs)
    with served.database.write() as session:
        people_ids = [person.id for person in people.everybody(session) if person.role != STAFF]
        slugs = [SLUG, *(_assignment(session, number) for number in range(1, ASSIGNMENTS))]
        for number, person_id in enumerate(people_ids):
            for slug in slugs:
                session.add_all(_graded(person_id, slug, number))
            session.flush()
        report = Report(slug=SLUG, sha256=blobs.put(REPORT), made_at=time.time(), seconds=1.0)
        session.add(report)


def _assignment(session: Session, number: int) -> str:
    slug = f"{SLUG}{number}"
    fields = {"title": slug, "notebook": f"{slug}.ipynb", "tasks": [], "points": 21.0}
    session.add(Assignment(slug=slug, position=number, release_sha256="", **fields))
    return slug


def _graded(person_id: str, slug: str, number: int) -> Iterator[object]:
    """Make the rows of a submission. One in ten is late, and one in ten waits for marks."""
    made = secrets.token_hex(16)
    yield Submission(
        id=made,
        person_id=person_id,
        slug=slug,
        number=1,
        received_at=time.time(),
        late_by=3600.0 if number % 10 == 0 else 0.0,
        via="bench",
        file_name=f"{slug}.ipynb",
        sha256="",
        bytes=0,
        idempotency_key=made,
        contents={"problem": "", "tasks": {}},
    )
    job = {"state": DONE, "priority": 1, "not_before": 0.0, "counted": True}
    yield Job(submission_id=made, **job)
    yield Result(submission_id=made, tasks=TASKS, score=21.0)
    yield Standing(person_id=person_id, slug=slug, submission_id=made, score=21.0, penalty=0.0)
    if number % 10 == 1:
        yield Mark(person_id=person_id, slug=slug, task="task0", waits=True)
