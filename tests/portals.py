"""A portal for tests: people, assignments and submissions as rows, and its pages. Nothing is graded."""

import dataclasses
import html
import re
import secrets
import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from databases import NewDatabase, sqlite

from autograder.portal import database as database_module
from autograder.portal import people, sign_in
from autograder.portal.accepting import Upload, accept
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database, _settings
from autograder.portal.rows import (
    DONE,
    STAFF,
    STUDENT,
    Assignment,
    Person,
    Result,
    SignedIn,
    Submission,
    Token,
)
from autograder.portal.web import app
from autograder.portal.web.context import Context

with warnings.catch_warnings():
    # Starlette asks for a successor of httpx, which nothing else here needs.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

URL = "http://127.0.0.1:8600"
TLS = "https://portal.example"
PASSWORD = "correct-horse"
# A hash that takes no time and no memory, made once.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)
# A browser sends this with a form of the portal's own page.
OWN_FORM = {"sec-fetch-site": "same-origin"}
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@dataclasses.dataclass
class Portal:
    """The portal in a folder. It has the assignments that are named, and no people."""

    database: Database
    blobs: Blobs
    context: Context
    _open: ExitStack
    assignments: tuple[str, ...] = ("squares",)

    def __post_init__(self) -> None:
        self.app = app.make(self.context)
        for slug in self.assignments:
            self.assignment(slug)

    def client(self, *, raises: bool = True) -> TestClient:
        """Make a browser or a program that has not signed in."""
        made = TestClient(
            self.app,
            base_url=self.context.url,
            follow_redirects=False,
            raise_server_exceptions=raises,
        )
        return self._open.enter_context(closing(made))

    def assignment(self, slug: str, **more: Any) -> str:
        """Release an assignment of 6 points, which has an archive."""
        fields = {
            "title": slug,
            "notebook": f"{slug}.ipynb",
            "tasks": [{"name": "square", "points": 6}],
            "points": 6.0,
            "due": None,
            "position": 0,
            "median_seconds": None,
            "release_sha256": self.blobs.put(b"PK archive"),
        }
        with self.database.write() as session:
            session.add(Assignment(slug=slug, **fields | more))
        return slug

    def person(self, student: str, *, staff: bool = False, **more: Any) -> Person:
        """Add somebody whose password is `PASSWORD`."""
        fields = {"name": student, "role": STAFF if staff else STUDENT, "password": HASH}
        row = Person(id=secrets.token_hex(16), student=student, **fields | more)
        with self.database.write() as session:
            session.add(row)
        return row

    def browser(self, person: Person, *, age: float = 0, raises: bool = True) -> "Browser":
        """Sign a person in, so many seconds ago."""
        secret = sign_in.open_session(self.database, person.id)
        client = self.client(raises=raises)
        client.cookies.set(self.context.cookie, secret)
        with self.database.write() as session:
            row = session.get_one(SignedIn, sign_in._hash(secret))
            row.created_at -= age
            row.seen_at -= age
        return Browser(client, row.csrf)

    def program(self, person: Person, *, age: float = 0, raises: bool = True) -> TestClient:
        """Make a program that has a token of this person's, made so many seconds ago."""
        secret = sign_in.make_token(self.database, person.id, "a test")
        client = self.client(raises=raises)
        client.headers["Authorization"] = f"Bearer {secret}"
        with self.database.write() as session:
            session.get_one(Token, sign_in._hash(secret)).expires_at -= age
        return client

    def submission(self, person: Person, slug: str = "squares", **more: Any) -> Submission:
        """Hand a notebook in; `more` are fields of its row."""
        viewer = sign_in.Viewer.of(person)
        sha256 = self.blobs.put(NOTEBOOK)
        upload = Upload(slug, sha256, len(NOTEBOOK), time.time(), "program", "squares.ipynb")
        accepted = accept(self.database, viewer, upload)
        with self.database.write() as session:
            row = session.get_one(Submission, accepted.id)
            for name, value in more.items():
                setattr(row, name, value)
        return row

    def graded(self, person: Person, feedback: bytes = b"<p>well done</p>", **task: Any) -> str:
        """Hand a notebook in that is graded, with a feedback page; give its id."""
        found = {"name": "square", "verdict": "pass", "score": 6, "points": 6, "text": "Correct"}
        row = self.submission(person, contents={"problem": "", "tasks": {"square": "3 lines"}})
        with self.database.write() as session:
            session.get_one(Submission, row.id).job.state = DONE
            session.add(
                Result(
                    submission_id=row.id,
                    tasks=[found | task],
                    score=6.0,
                    feedback_sha256=self.blobs.put(feedback),
                    graded_at=time.time(),
                )
            )
        return row.id

    def files(self) -> set[str]:
        """Name the files among the blobs."""
        names = {path.name for path in self.blobs.folder.rglob("*") if path.is_file()}
        return names - {"lock"}

    def count(self, kind: type) -> int:
        """Count the rows of a table."""
        with self.database.read() as session:
            return session.query(kind).count()


@dataclasses.dataclass
class Browser:
    """A browser that is signed in. Its forms hold its session's secret, and come from our page."""

    client: TestClient
    csrf: str

    def get(self, path: str) -> Any:
        """Ask for a page."""
        return self.client.get(path)

    def post(self, path: str, **data: str) -> Any:
        """Send a form."""
        return self.client.post(path, data={"csrf": self.csrf} | data, headers=OWN_FORM)

    def seen(self, page: str, action: str, task: str = "") -> str:
        """Read from a page what its form with this action says that it has shown."""
        text = self.get(page).text
        form = rf'action="{re.escape(action)}[^"]*"(?:(?!</form>).)*'
        about = rf'name="task" value="{task}"(?:(?!</form>).)*' if task else ""
        found = re.search(form + about + 'name="seen" value="([^"]*)"', text, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def hand_in(
        self, content: bytes = NOTEBOOK, name: str = "squares.ipynb", slug: str = "squares"
    ) -> Any:
        """Hand a file in by the form."""
        return self.client.post(
            f"/a/{slug}/submissions",
            data={"csrf": self.csrf},
            files={"notebook": (name, content)},
            headers=OWN_FORM,
        )


def signing_in(client: TestClient, password: str = PASSWORD, student: str = "ann") -> Any:
    """Send the form to sign in, as our own page does."""
    data = {"student": student, "password": password}
    return client.post("/sign-in", data=data, headers=OWN_FORM)


def _not_flushed(connection: sqlite3.Connection, record: object) -> None:
    _settings(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


@cache
def _empty() -> bytes:
    """Give SQLite's file without a row. Its migrations run once in each test process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "portal.db"
        Database.at(path).close()
        return path.read_bytes()


@contextmanager
def portal(
    folder: Path,
    url: str = URL,
    course_name: str = "course",
    new_database: NewDatabase = sqlite,
) -> Iterator[Portal]:
    """Make a portal whose passwords and commits cost no time."""
    blobs = Blobs(folder / "portal" / "blobs")
    blobs.folder.mkdir(parents=True)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "_hasher", QUICK)
        patched.setattr(database_module, "_settings", _not_flushed)
        sign_in._nobody.cache_clear()
        address = stack.enter_context(new_database(folder / "portal"))
        if address.startswith("sqlite"):
            (folder / "portal" / "portal.db").write_bytes(_empty())
        database = stack.enter_context(Database(address))
        yield Portal(database, blobs, Context(database, blobs, url, course_name), stack)
    sign_in._nobody.cache_clear()
