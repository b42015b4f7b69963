"""The things that every route shares: database, files, templates, and the address of the portal."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import HTTPConnection

from autograder.feedback.looks import LOOKS
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.judge.verdict import Verdict
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.durations import DAY, HOUR
from autograder.portal.web.changes import Changes


class Looks:
    """Remembers for ten minutes what staff have looked at: a page that is open refreshes itself."""

    SECONDS, MOST = 600.0, 10_000

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], float] = {}

    def is_new(self, person_id: str, thing: str) -> bool:
        """Tell whether this person has not looked at it for a while; it counts as seen from now on."""
        now = time.monotonic()
        if now - self._seen.get((person_id, thing), -self.SECONDS) < self.SECONDS:
            return False
        if len(self._seen) >= self.MOST:
            self._seen.clear()
        self._seen[person_id, thing] = now
        return True


@dataclass
class Context:
    """All that the routes share. `url` is the address that people type, without a slash at its end."""

    database: Database
    blobs: Blobs
    url: str
    course_name: str
    changes: Changes = field(init=False)
    templates: Environment = field(init=False)
    looks: Looks = field(default_factory=Looks)

    def __post_init__(self) -> None:
        self.changes = Changes(self.database)
        self.templates = Environment(
            loader=PackageLoader("autograder.portal.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals["course_name"] = self.course_name
        self.templates.globals["looks"] = {verdict.value: LOOKS[verdict] for verdict in Verdict}
        self.templates.filters |= {"iso": _iso, "utc": _utc, "points": figure, "span": span}
        # Signs that nobody sees could show staff another answer than the one that was graded.
        self.templates.filters["visible"] = for_terminal

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach the portal by TLS."""
        return urlsplit(self.url).scheme == "https"

    @property
    def cookie(self) -> str:
        """Name the cookie. A browser takes one with this prefix by TLS only, and for this host only."""
        return "__Host-heldout" if self.secure else "heldout"

    @property
    def browser_cookie(self) -> str:
        """Name the cookie by which a browser is known that somebody has signed in with."""
        return f"{self.cookie}-browser"


def of(connection: HTTPConnection) -> Context:
    """Give the context of a request."""
    context: Context = connection.app.state.context
    return context


Shared = Annotated[Context, Depends(of)]


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _utc(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def span(seconds: float) -> str:
    """Write a length of time for people."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / HOUR:.1f} h" if seconds < 2 * DAY else f"{round(seconds / DAY)} days"
