"""The checks before every route: the viewer, the origin of a form, headers, and the size of a body."""

import asyncio
import hmac
import time
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal import people_file, sign_in
from autograder.portal.sign_in import Viewer
from autograder.portal.web import typed
from autograder.portal.web.context import Shared

# A form's other fields, and the lines between its parts.
LARGEST_FORM = 64 << 10
LARGEST_BODY = LARGEST + LARGEST_FORM
# A body that has not come by then is given up.
LONGEST_UPLOAD = 300
LARGE_FILE = (
    f"The file has over {LARGEST >> 20} MiB. Clear the outputs of large cells, save the notebook, and "
    "hand it in again."
)
LARGE_FORM = f"This form has over {LARGEST_FORM >> 10} KiB."
# A list of people, which its preview sends back in Base64.
LARGEST_LIST = people_file.LARGEST * 4 // 3 + LARGEST_FORM
LARGE_LIST = f"The list has over {people_file.LARGEST >> 20} MiB. Send it in parts."
LISTS = ("/people/import", "/people/import/confirm", "/exports")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STRICT_TRANSPORT = "max-age=31536000"


class NotSignedIn(Exception):
    """A page was asked for by nobody: the browser is sent to the page to sign in."""


def browser(request: Request, shared: Shared) -> Viewer:
    """Give who has signed in with this browser. Raises `NotSignedIn`."""
    viewer = maybe_browser(request, shared)
    if viewer is None:
        raise NotSignedIn
    return viewer


def maybe_browser(request: Request, shared: Shared) -> Viewer | None:
    """Give who has signed in with this browser, if anybody has."""
    secret = request.cookies.get(shared.cookie, "")
    return sign_in.viewer_of_session(shared.database, secret) if secret else None


def staff(viewer: Annotated[Viewer, Depends(browser)]) -> Viewer:
    """Let only staff in. For everybody else the page is not there."""
    if not viewer.is_staff:
        raise HTTPException(404)
    return viewer


def token(request: Request) -> str:
    """Give the token that a program shows; empty for none."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() in ("bearer", "token") else ""


def program(request: Request, shared: Shared) -> Viewer:
    """Give whose token a program shows."""
    secret = token(request)
    viewer = sign_in.viewer_of_token(shared.database, secret) if secret else None
    if viewer is None:
        raise HTTPException(
            401,
            "No valid token. Expected: `Authorization: Bearer TOKEN`. Get one by `heldout login`.",
            {"WWW-Authenticate": "Bearer"},
        )
    return viewer


Browser = Annotated[Viewer, Depends(browser)]
MaybeBrowser = Annotated[Viewer | None, Depends(maybe_browser)]
Staff = Annotated[Viewer, Depends(staff)]
Program = Annotated[Viewer, Depends(program)]


def same_origin(request: Request, shared: Shared) -> None:
    """Refuse a form that another site has sent. Browsers that tell neither header are too old."""
    site = request.headers.get("sec-fetch-site")
    # An address typed by hand has no site. The portal's own form has the site `same-origin`.
    origin = request.headers.get("origin")
    if (origin != shared.url) if site is None else (site != "same-origin"):
        raise HTTPException(403, "This form was sent by another site. Open the portal's own page.")


def check_csrf(viewer: Viewer, told: object) -> None:
    """Refuse a form without the secret that this session's pages hold."""
    # A form may name an encoding in which half a character is a character.
    sent = told.encode(errors="replace") if isinstance(told, str) else b""
    if not hmac.compare_digest(sent, viewer.csrf.encode()):
        raise HTTPException(403, "This page is too old. Load it again, and repeat what you did.")


def headers_of(*, secure: bool) -> dict[str, str]:
    """Give the headers that protect every answer."""
    return HEADERS | ({"Strict-Transport-Security": STRICT_TRANSPORT} if secure else {})


class Guard:
    """Adds the headers that protect pages, and bounds the size and the time of a body."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = headers_of(secure=secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["began"] = time.time()

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        largest, refusal = _bound(scope["path"])
        kept = scope["state"].setdefault(typed.FORM, []) if largest == LARGEST_FORM else None
        await self._app(scope, _Bounded(receive, largest, refusal, kept), with_headers)


def _bound(path: str) -> tuple[int, str]:
    """Give the largest body that this path takes, and the words for a larger one."""
    # Anybody may send the other forms, and they lie in memory.
    if path.endswith("/submissions"):
        return LARGEST_BODY, LARGE_FILE
    return (LARGEST_LIST, LARGE_LIST) if path in LISTS else (LARGEST_FORM, LARGE_FORM)


class _Bounded:
    """Receives a body of bounded size, within bounded time. `kept` gets its parts, if it is a list."""

    def __init__(
        self, receive: Receive, largest: int, refusal: str, kept: list[bytes] | None
    ) -> None:
        self._receive = receive
        self._largest = largest
        self._refusal = refusal
        self._kept = kept
        self._size = 0
        self._complete = False
        self._ends = time.monotonic() + LONGEST_UPLOAD

    async def __call__(self) -> Message:
        # Afterwards the server only tells when the client goes, which may be much later.
        if self._complete:
            return await self._receive()
        left = max(0.0, self._ends - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            raise HTTPException(408, "The file did not come in time. Hand it in again.") from None
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self._complete = not message.get("more_body", False)
            if self._size > self._largest:
                raise HTTPException(413, self._refusal)
            if self._kept is not None:
                self._kept.append(message.get("body", b""))
        return message


def address(request: Request) -> str:
    """Give the address that a request came from, for the audit log."""
    return request.client.host if request.client else ""
