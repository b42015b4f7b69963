"""Tells pages that something has changed: one reader of the database for all of them."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from anyio import to_thread
from sqlalchemy import func, or_, select

from autograder.errors import PortalError
from autograder.portal.database import Database
from autograder.portal.rows import EVERYBODY, LATE_NUMBERS, Event

LOOK_SECONDS = 0.25
# On PostgreSQL a transaction may end after one that began later, and has a higher number. So a number
# that is missing is looked for so long. Later, its transaction has failed.
LATE_SECONDS = 120.0
# A stream that is further behind is told that something has changed, whatever it was.
KEPT = 1000


class Changes:
    """Looks for new events while the portal runs, and wakes those who wait for them.

    `position` counts the looks that found something, and `streams` the pages that listen.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = asyncio.Event()
        self._highest = self._late_since()
        # The numbers below it that are missing, and when that was noticed.
        self._missing: dict[int, float] = {}
        # The people whom each of the latest looks concerned.
        self._latest: deque[set[str]] = deque(maxlen=KEPT)
        self.position = 0
        self.streams = 0
        # The service ends, and so do the streams.
        self.is_closed = False
        # Events from before are no news.
        self._look()

    async def watch(self) -> None:
        """Look for new events until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            # A database that does not answer may do so at the next look.
            with suppress(PortalError):
                people = await to_thread.run_sync(self._look)
                if people:
                    self._tell(people)

    def _tell(self, people: set[str]) -> None:
        self._latest.append(people)
        self.position += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, position: int, seconds: float) -> None:
        """Wait for an event after `position`, at most so long."""
        changed = self._changed
        if self.position == position:
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), seconds)

    @contextmanager
    def one_more_stream(self) -> Iterator[None]:
        """Count a page that listens."""
        self.streams += 1
        try:
            yield
        finally:
            self.streams -= 1

    def close(self) -> None:
        """Let all streams end."""
        self.is_closed = True
        self._changed.set()

    def concern(self, person_id: str, position: int) -> bool:
        """Tell whether what has changed since `position` concerns this person."""
        looks = self.position - position
        if looks > len(self._latest):
            return True
        latest = (self._latest[-number] for number in range(1, looks + 1))
        return any(person_id in people or EVERYBODY in people for people in latest)

    def _late_since(self) -> int:
        """Give the number before which no event comes late any more."""
        with self._database.read() as session:
            return max(0, (session.scalar(select(func.max(Event.seq))) or 0) - LATE_NUMBERS)

    def _look(self) -> set[str]:
        """Give the people whom events concern that no look has seen."""
        new = or_(Event.seq > self._highest, Event.seq.in_(self._missing))
        with self._database.read() as session:
            rows = session.execute(select(Event.seq, Event.person_id).where(new))
            found = {row.seq: row.person_id for row in rows}
        self._note(found)
        return set(found.values())

    def _note(self, found: Mapping[int, str]) -> None:
        """Note the highest number that was seen, and those below it that are missing."""
        now, before = time.monotonic(), self._highest
        self._highest = max(before, *found) if found else before
        for seq in range(max(before, self._highest - LATE_NUMBERS) + 1, self._highest):
            self._missing.setdefault(seq, now)
        self._missing = {
            seq: noticed
            for seq, noticed in self._missing.items()
            if seq not in found and now - noticed < LATE_SECONDS
        }
