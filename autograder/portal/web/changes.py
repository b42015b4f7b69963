"""Tells pages that something has changed: one reader of the database for all of them."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from anyio import to_thread
from sqlalchemy import select

from autograder.portal.database import Database
from autograder.portal.rows import EVERYBODY, Event

LOOK_SECONDS = 0.25
# On PostgreSQL a transaction may end after one that began later. So each look goes back so far.
OVERLAP_SECONDS = 30.0
# A stream that is further behind is told that something has changed, whatever it was.
KEPT = 1000


class Changes:
    """Looks for new events while the portal runs, and wakes those who wait for them.

    `position` counts the looks that found something, and `streams` the pages that listen.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = asyncio.Event()
        self._known: set[int] = set()
        # The people whom each of the latest looks concerned.
        self._latest: deque[set[str]] = deque(maxlen=KEPT)
        self.position = 0
        self.streams = 0
        # Events from before are no news.
        self._look()

    async def watch(self) -> None:
        """Look for new events until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            people = await to_thread.run_sync(self._look)
            if people:
                self._latest.append(people)
                self.position += 1
                self._changed.set()
                self._changed = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Wait for the next event, at most so long."""
        changed = self._changed
        try:
            await asyncio.wait_for(changed.wait(), seconds)
        except TimeoutError:
            return

    @contextmanager
    def one_more_stream(self) -> Iterator[None]:
        """Count a page that listens."""
        self.streams += 1
        try:
            yield
        finally:
            self.streams -= 1

    def concern(self, person_id: str, position: int) -> bool:
        """Tell whether what has changed since `position` concerns this person."""
        looks = self.position - position
        if looks > len(self._latest):
            return True
        latest = (self._latest[-number] for number in range(1, looks + 1))
        return any(person_id in people or EVERYBODY in people for people in latest)

    def _look(self) -> set[str]:
        """Give the people whom events concern that no look has seen."""
        since = select(Event.seq, Event.person_id).where(Event.at > time.time() - OVERLAP_SECONDS)
        with self._database.read() as session:
            found = {row.seq: row.person_id for row in session.execute(since)}
        new = found.keys() - self._known
        self._known = set(found)
        return {found[seq] for seq in new}
