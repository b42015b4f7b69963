"""Forms with a file in them: read when it is known who has sent them, and to the disk if they are large."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from autograder.portal.sign_in import Viewer
from autograder.portal.web import uploads
from autograder.portal.web.guard import LARGEST_LIST, check_csrf


@asynccontextmanager
async def read(request: Request, viewer: Viewer, page: str) -> AsyncIterator[FormData]:
    """Read a form of this viewer's session, which stands on `page`. Raises `HTTPException`."""
    kind = request.headers.get("content-type", "")
    # Another kind would be read into memory, whole.
    if not kind.lower().startswith("multipart/form-data"):
        raise HTTPException(415, f"Expected: the form on {page}.")
    try:
        async with request.form(max_files=1, max_fields=4, max_part_size=LARGEST_LIST) as form:
            check_csrf(viewer, form.get("csrf"))
            yield form
    except OSError:
        raise HTTPException(507, uploads.FULL) from None
