"""`heldout serve` is killed at random moments: whatever was accepted is kept, and is graded once."""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from commands import SCRIPTS, in_own_process
from portal_processes import PATIENCE, expect_nothing_run_twice, until

from autograder.author import notebook, sample
from autograder.portal import job_queue, pace, people, service, sign_in
from autograder.portal.database import Database
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import BROKEN, DONE, RUNNING, SUPERSEDED, WAITING, Job

SEED = 20261129
SERVING = Path(__file__).with_name("serving.py")
PARTS = {"pages": service.PAGES, "grader": service.GRADING}
# So often a student hands in, so that nobody waits for the pace of grading.
ATTEMPTS = pace.AT_ONCE


@dataclass
class Portal:
    """A course on disk, and the process that serves it now."""

    course: Path
    database: Database
    tokens: dict[str, str]
    process: subprocess.Popen[str]
    url: str

    def client(self, student: str) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.tokens[student]}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)

    def find(self, part: str) -> psutil.Process | None:
        """Find the process of a part; `None` while it is down."""
        for child in psutil.Process(self.process.pid).children():
            try:
                if PARTS[part] in child.cmdline():
                    return child
            except psutil.NoSuchProcess:
                continue
        return None

    def is_at_work(self, part: str) -> bool:
        """Tell whether the pages answer, or the grader has begun a grading or has none to begin."""
        process = self.find(part)
        if process is None:
            return False
        if part == "pages":
            with suppress(httpx.TransportError):
                return bool(httpx.get(f"{self.url}/healthz", trust_env=False))
            return False
        with self.database.read() as session:
            jobs = session.query(Job).filter(Job.state.in_((WAITING, RUNNING))).all()
        return not jobs or any((job.started_at or 0) > process.create_time() for job in jobs)


def serve(
    course: Path, *command: str | Path, bind: str = "127.0.0.1:0"
) -> tuple[subprocess.Popen[str], str]:
    """Start `heldout serve`, or another command like it; give the process and its address."""
    chosen = command or (SCRIPTS / "heldout", "serve", "--bind", bind, "--jobs", "1")
    process = subprocess.Popen([*chosen], cwd=course, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    return process, re.search(r"http://[\d.:]*\d", line)[0]


@contextmanager
def served(
    released: Path, folder: Path, students: list[str], *command: str | Path
) -> Iterator[Portal]:
    course = Path(shutil.copytree(released, folder / "course"))
    with Database.at(PortalFolder(course).database) as database:
        people.add(database, map(NewPerson, students))
        with database.read() as session:
            ids = {person.student: person.id for person in people.everybody(session)}
        tokens = {name: sign_in.make_token(database, who, "a test") for name, who in ids.items()}
        portal = Portal(course, database, tokens, *serve(course, *command))
        try:
            yield portal
        finally:
            portal.process.send_signal(signal.SIGTERM)
            portal.process.wait(PATIENCE)
            portal.process.stdout.close()


@dataclass(frozen=True)
class HandedIn:
    """An upload, and its receipt."""

    student: str
    receipt: dict[str, Any]
    content: bytes


def hand_in(portal: Portal, student: str, content: bytes, key: str) -> dict[str, Any]:
    """Hand in as a careful client does: with one key, until there is a receipt."""

    def once() -> dict[str, Any] | None:
        try:
            with portal.client(student) as client:
                answer = client.post(
                    "/api/assignments/squares/submissions",
                    content=content,
                    headers={"Idempotency-Key": key},
                )
        except httpx.TransportError:
            return None
        # Before the first look at the course, no assignment is known.
        assert answer.status_code in (201, 404), answer.text
        return answer.json() if answer.status_code == 201 else None

    return until(once, "a receipt")


def ended(portal: Portal, handed_in: HandedIn) -> dict[str, Any] | None:
    try:
        with portal.client(handed_in.student) as client:
            told = client.get(f"/api/submissions/{handed_in.receipt['id']}").json()
    except httpx.TransportError:
        return None
    return told if told["ended"] else None


@dataclass
class Class:
    """Students who hand in, one after the other, until they are told to stop; each does once."""

    portal: Portal
    students: list[str]
    fill: Callable[[int], bytes]
    draw: random.Random
    stop: threading.Event = field(default_factory=threading.Event)
    handed_in: list[HandedIn] = field(default_factory=list)

    def run(self) -> None:
        for number in range(ATTEMPTS * len(self.students)):
            student = self.students[number % len(self.students)]
            content = self.fill(number)
            receipt = hand_in(self.portal, student, content, f"key-{number}")
            self.handed_in.append(HandedIn(student, receipt, content))
            if self.stop.wait(self.draw.uniform(0, 3)) and number + 1 >= len(self.students):
                return


def kill(portal: Portal, draw: random.Random, kills: int) -> Counter[str]:
    """Kill the pages, the grader or both so often: as they start, or at work. Count what was killed."""
    killed: Counter[str] = Counter()
    for _ in range(kills):
        chosen = draw.choice([["pages"], ["grader"], ["pages", "grader"]])
        if draw.random() < 0.5:
            for part in chosen:
                until(lambda part=part: portal.is_at_work(part), f"{part} works")
        time.sleep(draw.uniform(0.1, 3))
        for part in chosen:
            until(lambda part=part: portal.find(part), f"{part} runs").kill()
            killed[part] += 1
    return killed


@pytest.mark.parametrize(
    ("kills", "students"),
    [(4, 6), pytest.param(30, 40, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])],
)
def test_no_receipt_and_no_verdict_is_lost(kills, students, released, toy, right, tmp_path):
    def fill(number: int) -> bytes:
        square = right["square"] + f"\n# attempt {number}"
        return notebook.write(sample.fill(toy, right | {"square": square}))

    names = [f"s{number}" for number in range(students)]
    with served(released, tmp_path, names, sys.executable, SERVING) as portal:
        made = Class(portal, names, fill, random.Random(SEED))
        with ThreadPoolExecutor(1) as pool:
            handing_in = pool.submit(made.run)
            try:
                killed = kill(portal, random.Random(SEED), kills)
            finally:
                made.stop.set()
            handing_in.result()
        told = [until(lambda each=each: ended(portal, each), "an end") for each in made.handed_in]
    assert len(told) >= students
    expect_kept(made, told)
    expect_graded(told, killed["grader"])
    expect_nothing_run_twice(portal.course)


def expect_kept(made: Class, told: list[dict[str, Any]]) -> None:
    """Expect each file as it was sent, and a student's attempts numbered without gaps."""
    for each, answer in zip(made.handed_in, told, strict=True):
        sha256 = hashlib.sha256(each.content).hexdigest()
        assert answer["sha256"] == each.receipt["sha256"] == sha256
    for student in made.students:
        own = [each.receipt["number"] for each in made.handed_in if each.student == student]
        assert own == [*range(1, len(own) + 1)]


def expect_graded(told: list[dict[str, Any]], losses: int) -> None:
    """Expect the verdict of each, unless a newer one came or its grading was lost three times."""
    states = Counter(answer["state"] for answer in told)
    assert set(states) <= {DONE, SUPERSEDED, BROKEN}
    assert states[BROKEN] <= losses // job_queue.TRIES
    for answer in told:
        if answer["state"] == DONE:
            assert answer["score"] == 6
        if answer["state"] == BROKEN:
            assert job_queue.LOST.format(job_queue.TRIES) in answer["sentence"]
            assert not answer["counted"]


def test_nothing_outlives_the_service_and_a_second_one_is_refused(released, tmp_path):
    with served(released, tmp_path, ["s0"]) as portal:
        parts = [until(lambda part=part: portal.find(part), part) for part in PARTS]
        refused = in_own_process(portal.course, "heldout", "serve", "--bind", "127.0.0.1:0")
        assert refused.returncode == 2
        assert "A service is at work" in refused.stderr
        os.kill(portal.process.pid, signal.SIGKILL)
        portal.process.wait(PATIENCE)
        _, alive = psutil.wait_procs(parts, timeout=PATIENCE)
        assert not alive
        # The port is free, and the course is not locked: another one begins at once.
        bind = portal.url.removeprefix("http://")
        portal.process.stdout.close()
        portal.process, _ = serve(portal.course, bind=bind)
        until(lambda: portal.find("pages"), "pages")
