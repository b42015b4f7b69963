"""Takes a notebook in from the network: to the disk first, then into the database."""

import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from anyio import to_thread
from fastapi import Request
from starlette.exceptions import HTTPException

from autograder.errors import PortalError, UploadRefused
from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal import accepting
from autograder.portal.accepting import Flood, Upload
from autograder.portal.blobs import Incoming, TooLarge
from autograder.portal.rows import Submission
from autograder.portal.sign_in import Viewer
from autograder.portal.web.context import Context
from autograder.portal.web.guard import address

PIECE = 1 << 16
KEY = re.compile(r"[\x21-\x7e]{1,100}")
FULL = (
    "The portal's disk is full. Your file was not accepted. Keep it, tell your instructor, and hand "
    "it in again later."
)
BUSY = (
    "The portal's database does not answer. Your file was not kept: hand it in again in a minute."
)


async def take(
    request: Request,
    shared: Context,
    viewer: Viewer,
    pieces: AsyncIterator[bytes],
    upload: Upload,
) -> Submission:
    """Keep a notebook that comes in pieces; give its row. `upload` lacks the file's hash and size.

    Raises `HTTPException` with the status and the sentence that the sender reads.
    """
    if upload.idempotency_key and not KEY.fullmatch(upload.idempotency_key):
        raise HTTPException(422, "An Idempotency-Key has 1 to 100 visible signs of ASCII.")
    try:
        incoming = await to_thread.run_sync(shared.blobs.incoming, LARGEST)
    except OSError:
        raise HTTPException(507, FULL) from None
    try:
        async for piece in pieces:
            await to_thread.run_sync(incoming.write, piece)
        began = request.state.began
        upload = replace(
            upload,
            received_at=accepting.time_of(began, time.time()),
            size=incoming.size,
            address=address(request),
        )
        return await to_thread.run_sync(_keep, shared, viewer, incoming, upload)
    except OSError:
        raise HTTPException(507, FULL) from None
    except PortalError as error:
        raise HTTPException(507, FULL) if _is_full(error) else HTTPException(503, BUSY) from None
    except TooLarge as error:
        raise HTTPException(413, str(error)) from None
    except Flood as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from None
    except UploadRefused as error:
        raise HTTPException(422, str(error)) from None
    except LookupError:
        raise HTTPException(404) from None
    finally:
        await to_thread.run_sync(incoming.close)


def _keep(shared: Context, viewer: Viewer, incoming: Incoming, upload: Upload) -> Submission:
    if not incoming.size:
        raise UploadRefused("The file is empty. Save the notebook, and hand it in again.")
    # Signs that are not seen: they break lines, turn the direction, or are half a character.
    name = "".join(sign for sign in upload.file_name if sign.isprintable())
    if name and not name.lower().endswith(".ipynb"):
        raise UploadRefused(
            f"`{name[:100]}` is no notebook. Expected: a file that ends in `.ipynb`."
        )
    upload = replace(upload, sha256=incoming.sha256, file_name=name)
    accepting.check(shared.database, viewer, upload)
    with shared.blobs.adding():
        incoming.keep()
        return accepting.accept(shared.database, viewer, upload)


def _is_full(error: PortalError) -> bool:
    # Only the database's own words: the whole error repeats the names of files.
    words = str(getattr(error.__cause__, "orig", ""))
    return "is full" in words or "No space left" in words
