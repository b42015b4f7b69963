"""`heldout serve` is killed at random moments: whatever was accepted is kept, and is graded once."""

import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from commands import SCRIPTS, in_own_process

from autograder.author import notebook, sample
from autograder.portal import people, service, sign_in
from autograder.portal.database import Database
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder

SEED = 20261129
STUDENTS = [f"s{number}" for number in range(6)]
# The machine may be ten times slower than the one on which this was written.
PATIENCE = 500
PARTS = {"pages": service.PAGES, "grader": service.GRADING}


@dataclass
class Portal:
    """A course on disk, and the process that serves it now."""

    course: Path
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


def serve(course: Path, bind: str = "127.0.0.1:0") -> tuple[subprocess.Popen[str], str]:
    """Start `heldout serve`; give the process and its address."""
    command = [str(SCRIPTS / "heldout"), "serve", "--bind", bind, "--jobs", "1"]
    process = subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    return process, re.search(r"http://[\d.:]*\d", line)[0]


@contextmanager
def served(released: Path, folder: Path) -> Iterator[Portal]:
    course = Path(shutil.copytree(released, folder / "course"))
    with Database.at(PortalFolder(course).database) as database:
        people.add(database, map(NewPerson, STUDENTS))
        with database.read() as session:
            ids = {person.student: person.id for person in people.everybody(session)}
        tokens = {name: sign_in.make_token(database, who, "a test") for name, who in ids.items()}
    process, url = serve(course)
    portal = Portal(course, tokens, process, url)
    try:
        yield portal
    finally:
        portal.process.send_signal(signal.SIGTERM)
        portal.process.wait(PATIENCE)
        portal.process.stdout.close()


def until(found: Callable[[], Any], what: str) -> Any:
    """Wait for something, generously."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"It did not happen: {what}.")


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
        return answer.json() if answer.status_code == 201 else None

    return until(once, "a receipt")


def ended(portal: Portal, student: str, submission: str) -> dict[str, Any] | None:
    try:
        with portal.client(student) as client:
            told = client.get(f"/api/submissions/{submission}").json()
    except httpx.TransportError:
        return None
    return told if told["ended"] else None


@pytest.mark.parametrize(
    "kills", [4, pytest.param(30, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])]
)
def test_no_receipt_and_no_verdict_is_lost(kills, released, toy, right, tmp_path):
    draw = random.Random(SEED)
    with served(released, tmp_path) as portal:
        receipts: dict[str, tuple[str, dict[str, Any], bytes]] = {}
        stop = threading.Event()

        def students() -> None:
            number = 0
            while not stop.is_set():
                student = STUDENTS[number % len(STUDENTS)]
                square = right["square"] + f"\n# attempt {number}"
                content = notebook.write(sample.fill(toy, right | {"square": square}))
                receipt = hand_in(portal, student, content, f"key-{number}")
                receipts[f"key-{number}"] = (student, receipt, content)
                number += 1
                # Each hands in three times at most, so that nobody waits for the pace of grading.
                if number == 3 * len(STUDENTS):
                    return

        handing_in = threading.Thread(target=students)
        handing_in.start()
        for _ in range(kills):
            time.sleep(draw.uniform(0.1, 4))
            for part in draw.choice([["pages"], ["grader"], ["pages", "grader"]]):
                process = until(lambda part=part: portal.find(part), f"{part} runs")
                process.kill()
            # It pauses longer after each loss, unless it has run for a minute.
        if kills > 4:
            stop.set()
        handing_in.join()
        results = {
            key: until(lambda s=student, r=receipt: ended(portal, s, r["id"]), "an end")
            for key, (student, receipt, _) in receipts.items()
        }
    assert len(receipts) >= len(STUDENTS)
    for key, (_, receipt, content) in receipts.items():
        told = results[key]
        assert told["sha256"] == receipt["sha256"] == hashlib.sha256(content).hexdigest()
        assert told["state"] in ("done", "superseded")
        if told["state"] == "done":
            assert told["score"] == 6
    for student in STUDENTS:
        own = [receipt for who, receipt, _ in receipts.values() if who == student]
        assert [receipt["number"] for receipt in own] == [*range(1, len(own) + 1)]
    _expect_nothing_run_twice(portal.course)


def _expect_nothing_run_twice(course: Path) -> None:
    """A run that has ended is known: an equal one is never made again."""
    with closing(sqlite3.connect(course / ".heldout" / "journal.db")) as journal:
        runs = journal.execute("select key, seconds is not null from run order by id").fetchall()
    complete: set[str] = set()
    for key, has_ended in runs:
        assert key not in complete
        if has_ended:
            complete.add(key)


def test_nothing_outlives_the_service_and_a_second_one_is_refused(released, tmp_path):
    with served(released, tmp_path) as portal:
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
        portal.process, _ = serve(portal.course, bind)
        until(lambda: portal.find("pages"), "pages")
