"""A portal at a real server, for programs that hand in. Its grader is a script."""

import dataclasses
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import portals
import pytest
import uvicorn

from autograder.portal.client import saved_login
from autograder.portal.client.portal_client import PortalClient
from autograder.portal.client.saved_login import Login
from autograder.portal.rows import DONE, Job, Result
from autograder.portal.rows import Submission as Row

RIGHT = {"name": "square", "verdict": "pass", "score": 4, "points": 4}
RIGHT["text"] = "✓ square: passed · 4 of 4 points"
WRONG = {"name": "total", "verdict": "wrong", "score": 0, "points": 2}
WRONG["text"] = "✗ total: not yet · 0 of 2 points\nLook at the empty list."


@dataclasses.dataclass
class Site:
    """A portal behind a real server. `steps` happen one by one, each time that a client waits."""

    portal: portals.Portal
    url: str
    steps: list[Callable[[], object]] = dataclasses.field(default_factory=list)
    waited: list[float] = dataclasses.field(default_factory=list)
    # So many requests to hand in do their work, and their answers are lost.
    lost: int = 0

    async def serve(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not self.lost or not scope["path"].endswith("/submissions"):
            await self.portal.app(scope, receive, send)
            return
        self.lost -= 1
        await self.portal.app(scope, receive, _nowhere)
        await send({"type": "http.response.start", "status": 502, "headers": []})
        await send({"type": "http.response.body", "body": b"<h1>Bad gateway</h1>"})

    def wait(self, client: PortalClient, seconds: float) -> None:
        self.waited.append(seconds)
        # A client that waits for ever would end the test here.
        self.steps.pop(0)()

    def log_in(self, student: str = "ann") -> None:
        person = self.portal.person(student)
        token = portals.sign_in.make_token(self.portal.database, person.id, "a test")
        saved_login.save(Login(self.url, student, token))

    def rows(self) -> list[Row]:
        with self.portal.database.read() as session:
            return session.query(Row).order_by(Row.number).all()

    def read(self, problem: str = "", **tasks: str) -> None:
        with self.portal.database.write() as session:
            newest = session.query(Row).order_by(Row.number.desc()).first()
            newest.contents = {"problem": problem, "tasks": tasks}

    def job(self, state: str, why: str = "") -> None:
        with self.portal.database.write() as session:
            job = session.get_one(Job, self.rows()[-1].id)
            job.state, job.why = state, why

    def judged(self, *tasks: dict[str, Any], score: float | None = None) -> None:
        with self.portal.database.write() as session:
            session.merge(Result(submission_id=self.rows()[-1].id, tasks=list(tasks), score=score))

    def end(self, *tasks: dict[str, Any]) -> None:
        self.read(square="3 lines")
        self.judged(*tasks, score=sum(task["score"] for task in tasks))
        self.job(DONE)


async def _nowhere(message: Any) -> None:
    """Lose a part of an answer."""


@contextmanager
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve a portal in a folder. Logins are kept there, too, and no client really waits."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with portals.portal(folder, url) as portal:
            made = Site(portal, url)
            monkeypatch.setattr(PortalClient, "sleep", lambda *told: made.wait(*told))
            settings = uvicorn.Config(made.serve, log_level="error", ws="none", interface="asgi3")
            server = uvicorn.Server(settings)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            yield made
            server.should_exit = True
            thread.join()
