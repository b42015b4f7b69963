"""Server-sent events: they tell a page that something has changed, and the page asks again."""

import time
from collections.abc import AsyncIterator

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from autograder.portal.sign_in import Viewer
from autograder.portal.web import guard
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Browser

router = APIRouter(include_in_schema=False)
PING_SECONDS = 15
# A stream ends after so long, and the page opens another.
LONGEST_STREAM = 600
# So many pages are kept up to date at once. The others ask every few seconds.
MOST_STREAMS = 2000


@router.get("/events", responses={503: {"description": "Too many pages are open."}})
async def events(request: Request, shared: Shared, viewer: Browser) -> StreamingResponse:
    """Stream a number whenever something changes that this viewer may see."""
    if shared.changes.streams >= MOST_STREAMS:
        raise HTTPException(503, "Too many pages are open just now. This one asks again by itself.")
    headers = {"X-Accel-Buffering": "no"}
    stream = _stream(request, shared, viewer)
    return StreamingResponse(stream, 200, headers, "text/event-stream")


async def _stream(request: Request, shared: Context, viewer: Viewer) -> AsyncIterator[str]:
    changes = shared.changes
    with changes.one_more_stream():
        seen = changes.position
        # At once: something may have changed since the page was made.
        yield f"data: {seen}\n\n"
        ends = time.monotonic() + LONGEST_STREAM
        while time.monotonic() < ends:
            await changes.wait(seen, PING_SECONDS)
            if changes.is_closed or await request.is_disconnected():
                return
            if changes.position == seen:
                if await to_thread.run_sync(guard.maybe_browser, request, shared) is None:
                    return
                yield ": still here\n\n"
                continue
            concerned = viewer.is_staff or changes.concern(viewer.id, seen)
            seen = changes.position
            if concerned:
                yield f"data: {seen}\n\n"
