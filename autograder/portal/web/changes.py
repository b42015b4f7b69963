"""Tells pages that something has changed: one reader of the database for all of them."""

import asyncio
from collections.abc import Iterator

from anyio import to_thread
from sqlalchemy import func, select

from autograder.portal.database import Database
from autograder.portal.rows import Event

LOOK_SECONDS = 0.25


class Changes:
    """Looks for new events while the portal runs, and wakes those who wait for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = asyncio.Event()
        self.seq = 0

    async def watch(self) -> None:
        """Look for new events until cancelled."""
        while True:
            seq = await to_thread.run_sync(self._newest)
            if seq != self.seq:
                self.seq = seq
                self._changed.set()
                self._changed = asyncio.Event()
            await asyncio.sleep(LOOK_SECONDS)

    async def wait(self, seconds: float) -> None:
        """Wait for the next event, at most so long."""
        changed = self._changed
        try:
            await asyncio.wait_for(changed.wait(), seconds)
        except TimeoutError:
            return

    async def since(self, seq: int) -> set[str]:
        """Give the ids of the people whom events after `seq` concern."""
        return await to_thread.run_sync(lambda: set(self._people(seq)))

    def _newest(self) -> int:
        with self._database.read() as session:
            return session.scalar(select(func.max(Event.seq))) or 0

    def _people(self, seq: int) -> Iterator[str]:
        with self._database.read() as session:
            yield from session.scalars(select(Event.person_id).where(Event.seq > seq))
