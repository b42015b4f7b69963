"""Pages and graders as processes of their own, two of each, at one PostgreSQL database."""

import json
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import portals
import pytest
from databases import Server
from portal_processes import PATIENCE, expect_nothing_run_twice, grader, pages, until
from portals import NOTEBOOK, Portal

from autograder.author import notebook, sample
from autograder.portal import sign_in
from autograder.portal.accepting import Upload, accept
from autograder.portal.rows import DONE, ENDED, RUNNING, SUPERSEDED, Job, Person, Submission
from autograder.portal.sign_in import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(1800)]
CLAIMING = Path(__file__).with_name("claiming.py")
PATH = "/api/assignments/squares/submissions"
PEOPLE, ATTEMPTS = 20, 6


@dataclass
class Site:
    """A portal, the addresses of its two processes of pages, and that of its database."""

    portal: Portal
    course: Path
    address: str
    urls: list[str]

    def client(self, person: Person, number: int) -> httpx.Client:
        """Make a program of a person's, at one of the pages."""
        token = sign_in.make_token(self.portal.database, person.id, "a test")
        headers = {"Authorization": f"Bearer {token}"}
        url = self.urls[number]
        return httpx.Client(base_url=url, headers=headers, timeout=PATIENCE, trust_env=False)

    def rows(self) -> list[Submission]:
        with self.portal.database.read() as session:
            return session.query(Submission).order_by(Submission.number).all()


@contextmanager
def portal_at(server: Server, course: Path) -> Iterator[Portal]:
    with portals.portal(course / ".heldout", new_database=lambda _: server.database()) as made:
        yield made


def address_of(portal: Portal) -> str:
    return portal.database.url.render_as_string(hide_password=False)


@pytest.fixture
def site(postgres: Server, tmp_path: Path) -> Iterator[Site]:
    course = tmp_path / "course"
    with portal_at(postgres, course) as portal, ExitStack() as stack:
        address = address_of(portal)
        urls = [stack.enter_context(pages(course, address)) for _ in range(2)]
        yield Site(portal, course, address, urls)


@contextmanager
def claiming(address: str, name: str, out: Path) -> Iterator[None]:
    """Claim in a process of its own. Its claims go into `out`."""
    command = [sys.executable, str(CLAIMING), address, name]
    with out.open("wb") as file, subprocess.Popen(command, stdout=file) as process:
        yield
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


@dataclass(frozen=True)
class Receipts:
    """The receipts of one upload, which has one key."""

    person: str
    told: list[dict[str, Any]]


def hand_in_all(site: Site, person: Person) -> list[Receipts]:
    """Hand in, at each of the pages in turn; each second upload goes to both at once, with one key."""
    found = []
    with (
        site.client(person, 0) as one,
        site.client(person, 1) as two,
        ThreadPoolExecutor(2) as pool,
    ):
        clients = [one, two]
        for number in range(ATTEMPTS):
            key = {"Idempotency-Key": secrets.token_hex(8)}
            content = f"{person.student} {number}".encode()
            at = clients if number % 2 else [clients[number // 2 % 2]]
            sent = [pool.submit(each.post, PATH, content=content, headers=key) for each in at]
            answers = [each.result() for each in sent]
            assert {answer.status_code for answer in answers} == {201}
            found.append(Receipts(person.id, [answer.json() for answer in answers]))
    return found


def test_a_class_hands_in_by_two_pages_while_two_processes_claim(
    site: Site, tmp_path: Path
) -> None:
    people = [site.portal.person(f"s{number}") for number in range(PEOPLE)]
    outs = [tmp_path / "one", tmp_path / "two"]
    with (
        claiming(site.address, "one", outs[0]),
        claiming(site.address, "two", outs[1]),
        ThreadPoolExecutor(PEOPLE) as pool,
    ):
        receipts = [
            each for own in pool.map(lambda p: hand_in_all(site, p), people) for each in own
        ]
        with site.portal.database.write() as session:
            # None of them waits for the pace of grading.
            session.query(Job).update({"not_before": 0.0})
        until(lambda: all(row.job.state in ENDED for row in site.rows()), "all have ended")
    expect_kept_once(site, receipts)
    expect_claimed_once(
        site, [json.loads(line) for out in outs for line in out.read_text().splitlines()]
    )


def expect_kept_once(site: Site, receipts: list[Receipts]) -> None:
    """Expect a row of each upload, and a person's attempts numbered without gaps."""
    ids = [{told["id"] for told in each.told} for each in receipts]
    assert {len(each) for each in ids} == {1}
    rows = site.rows()
    assert len(rows) == PEOPLE * ATTEMPTS
    assert {row.id for row in rows} == set.union(*ids)
    for person in {row.person_id for row in rows}:
        numbers = [row.number for row in rows if row.person_id == person]
        assert numbers == [*range(1, ATTEMPTS + 1)]


def expect_claimed_once(site: Site, claims: list[dict[str, Any]]) -> None:
    """Expect that each was claimed once or superseded, and that no two of a person's ran at a time."""
    assert {claim["worker"] for claim in claims} == {"one", "two"}
    rows = site.rows()
    done = sorted(row.id for row in rows if row.job.state == DONE)
    assert sorted(claim["id"] for claim in claims) == done
    assert {row.job.state for row in rows} <= {DONE, SUPERSEDED}
    assert {row.job.state for row in rows if row.number == ATTEMPTS} == {DONE}
    assert {row.job.tries for row in rows if row.job.state == DONE} == {1}
    for person in {row.person_id for row in rows}:
        own = sorted((c["began"], c["ended"]) for c in claims if c["person"] == person)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(own))


def test_a_stream_tells_what_came_to_the_other_pages(site: Site) -> None:
    ann = site.portal.person("ann")
    cookies = {"heldout": sign_in.open_session(site.portal.database, ann.id)}
    with (
        site.client(ann, 0) as program,
        httpx.Client(base_url=site.urls[1], cookies=cookies, timeout=PATIENCE) as browser,
        browser.stream("GET", "/events") as stream,
    ):
        lines = stream.iter_lines()
        # The stream has begun, and what changes from now on is told.
        first = next(line for line in lines if line.startswith("data:"))
        assert program.post(PATH, content=NOTEBOOK).status_code == 201
        assert next(line for line in lines if line.startswith("data:")) != first


@pytest.fixture
def hand_in_at(toy: Any, right: dict[str, str]) -> Callable[[Portal, str], None]:
    """Hand in a right answer, which differs from others, for a new student."""

    def hand_in(portal: Portal, student: str) -> None:
        square = right["square"] + f"\n# {student}"
        content = notebook.write(sample.fill(toy, right | {"square": square}))
        upload = Upload("squares", portal.blobs.put(content), len(content), 0.0, "program")
        accept(portal.database, Viewer.of(portal.person(student)), upload)

    return hand_in


def test_of_two_graders_one_waits_and_goes_on_when_the_other_is_lost(
    postgres: Server, room: Any, hand_in_at: Any, tmp_path: Path
) -> None:
    logs = [tmp_path / "one", tmp_path / "two"]
    with portal_at(postgres, room.root) as portal, ExitStack() as stack:
        address = address_of(portal)
        graders = [stack.enter_context(grader(room.root, address, log)) for log in logs]
        for number in range(4):
            hand_in_at(portal, f"s{number}")
        until(lambda: any("is at work in" in log.read_text() for log in logs), "one waits")
        until(lambda: states(portal) == [DONE] * 4, "one grades")
        assert tries(portal) == {1}
        for number in range(4, 7):
            hand_in_at(portal, f"s{number}")
        until(lambda: RUNNING in states(portal), "one is at work")
        holder = int((room.root / ".heldout" / "lock").read_text().split()[-1])
        next(each for each in graders if each.pid == holder).kill()
        until(lambda: states(portal) == [DONE] * 7, "the other one has gone on")
        assert tries(portal) <= {1, 2}
        assert {row.result.score for row in all_of(portal)} == {6.0}
    expect_nothing_run_twice(room.root)


def test_the_grader_of_another_course_waits(
    postgres: Server, room: Any, hand_in_at: Any, tmp_path: Path
) -> None:
    """A shared folder may lock for one machine only. Then its courses look like copies."""
    copy = shutil.copytree(room.root, tmp_path / "copy")
    logs = [tmp_path / "one", tmp_path / "two"]
    with portal_at(postgres, room.root) as portal, ExitStack() as stack:
        address = address_of(portal)
        stack.enter_context(grader(room.root, address, logs[0]))
        hand_in_at(portal, "ann")
        until(lambda: states(portal) == [DONE], "one grades")
        stack.enter_context(grader(copy, address, logs[1]))
        until(lambda: "Another grading process uses" in logs[1].read_text(), "the other waits")
        hand_in_at(portal, "bob")
        until(lambda: states(portal) == [DONE] * 2, "one grades on")
        assert tries(portal) == {1}


def states(portal: Portal) -> list[str]:
    return [row.job.state for row in all_of(portal)]


def all_of(portal: Portal) -> list[Submission]:
    with portal.database.read() as session:
        return session.query(Submission).all()


def tries(portal: Portal) -> set[int]:
    """Give how often submissions were claimed."""
    return {row.job.tries for row in all_of(portal)}
