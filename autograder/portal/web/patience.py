"""Closes connections on which no request comes: a thousand of them would keep everybody out."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# The headers of a request come within so long, or up to twice as long.
HEADER_SECONDS = 20.0


class PatientProtocol(H11Protocol):
    """uvicorn's own, which waits for a request's headers for ever."""

    _timer: asyncio.TimerHandle
    # The request that was the last one when the connection was found idle.
    _last: object = ""

    def connection_made(self, transport: Any) -> None:
        """Begin to look at the connection."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(HEADER_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._timer.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        busy = self.cycle is not None and not self.cycle.response_complete
        if not busy and self._last in ("", self.cycle):
            self.transport.close()
            return
        self._last = object() if busy else self.cycle
        self._timer = self.loop.call_later(HEADER_SECONDS, self._look)
