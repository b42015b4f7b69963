"""Tells pages that something has changed: one reader of the database for all of them."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice

from anyio import to_thread
from sqlalchemy import func, or_, select

from autograder.errors import PortalError
from autograder.portal.database import Database
from autograder.portal.rows import EVERYBODY, Event

LOOK_SECONDS = 0.25
# PostgreSQL gives an event its number before it shows it: a lower number may show after a higher one.
# So a number that is missing is looked for so long. Later, its transaction has failed.
LATE_SECONDS = 120.0
# So many numbers before the highest one may still be missing.
LATE_NUMBERS = 500
# So many events are remembered for streams that were slow to ask.
KEPT = 10_000


class Changes:
    """Looks for new events while the portal runs, and wakes those who wait for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = asyncio.Event()
        # The events in the order in which they were seen: whom they concern, and how many they are.
        self._concerned: deque[str] = deque(maxlen=KEPT)
        self.seen = 0
        # The pages that listen, and whether the service ends: then they stop.
        self.streams = 0
        self.is_closed = False
        self._highest: int | None = None
        # The numbers that are missing, and when that was noticed.
        self._missing: dict[int, float] = {}

    async def watch(self) -> None:
        """Look for new events until cancelled."""
        while True:
            # A database that does not answer may do so at the next look.
            with suppress(PortalError):
                if concerned := await to_thread.run_sync(self._look):
                    self._tell(concerned)
            await asyncio.sleep(LOOK_SECONDS)

    async def wait(self, seen: int, seconds: float) -> None:
        """Wait for an event after the first `seen` ones, at most so long."""
        changed = self._changed
        if self.seen == seen:
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

    def since(self, seen: int) -> set[str]:
        """Give the ids of the people whom the events after the first `seen` ones concern."""
        new = self.seen - seen
        if new > len(self._concerned):
            return {EVERYBODY}
        return set(islice(reversed(self._concerned), new))

    def _tell(self, concerned: list[str]) -> None:
        self._concerned.extend(concerned)
        self.seen += len(concerned)
        self._changed.set()
        self._changed = asyncio.Event()

    def _look(self) -> list[str]:
        """Find the events that were not seen so far; give whom each concerns."""
        with self._database.read() as session:
            if self._highest is None:
                highest = session.scalar(select(func.max(Event.seq))) or 0
                self._highest = max(0, highest - LATE_NUMBERS)
            new = or_(Event.seq > self._highest, Event.seq.in_(self._missing))
            rows = session.execute(select(Event.seq, Event.person_id).where(new))
            found = {row.seq: row.person_id for row in rows}
        self._note_missing(self._highest, found)
        return list(found.values())

    def _note_missing(self, before: int, found: dict[int, str]) -> None:
        now = time.monotonic()
        self._highest = max(before, *found) if found else before
        for seq in range(max(before, self._highest - LATE_NUMBERS) + 1, self._highest):
            self._missing.setdefault(seq, now)
        self._missing = {
            seq: noticed
            for seq, noticed in self._missing.items()
            if seq not in found and now - noticed < LATE_SECONDS
        }
