"""Puts the portal's routes together, and tells problems in sentences."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from autograder.errors import PortalError
from autograder.portal.sign_in import Viewer
from autograder.portal.web import (
    account_pages,
    api,
    audit_pages,
    board_pages,
    class_pages,
    due_pages,
    export_pages,
    health,
    live,
    marking_pages,
    pages,
    people_import_pages,
    people_pages,
    student_pages,
    typed,
)
from autograder.portal.web.context import Context
from autograder.portal.web.guard import Guard, NotSignedIn, headers_of, maybe_browser
from autograder.portal.web.own_pages import own_page, page_before
from autograder.portal.web.rendering import page

STATIC = Path(__file__).with_name("static")
TITLES = {
    401: "Sign in first.",
    403: "This was refused.",
    404: "There is no such page.",
    405: "This page cannot do that.",
}
FAULT = "This is a fault of ours. What was accepted is kept. Tell your instructor when it happened."
UNAVAILABLE = "The portal's database does not answer. Nothing is lost. Try again in a minute."


def make(shared: Context) -> FastAPI:
    """Make the application."""
    app = FastAPI(
        title=shared.course_name,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        # Its answer would repeat whatever host the request named.
        redirect_slashes=False,
    )
    app.state.context = shared
    app.add_middleware(Guard, secure=shared.secure)
    for router in (
        account_pages.router,
        pages.router,
        board_pages.router,
        class_pages.router,
        due_pages.router,
        marking_pages.router,
        export_pages.router,
        student_pages.router,
        audit_pages.router,
        # Before the pages of people: `import` is no person.
        people_import_pages.router,
        people_pages.router,
        api.router,
        live.router,
        health.router,
    ):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_exception_handler(NotSignedIn, _to_sign_in)
    app.add_exception_handler(HTTPException, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(PortalError, _unavailable)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _fault)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    watching = asyncio.create_task(app.state.context.changes.watch())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def _to_sign_in(request: Request, error: Exception) -> Response:
    path = request.scope["path"]
    if request.method == "POST":
        # Forms lie below the pages that show them, or the browser tells the page.
        before = page_before(request).partition("?")[0] or path.rpartition("/")[0]
        told = {"why": "ended", "to": own_page(request, before)}
    else:
        told = {"to": own_page(request, path)}
    plain = told == {"to": "/"}
    return RedirectResponse("/sign-in" if plain else f"/sign-in?{urlencode(told)}", 303)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    viewer = await to_thread.run_sync(_viewer, request)
    return _answer(request, error.status_code, error.detail, error.headers, viewer)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    viewer = await to_thread.run_sync(_viewer, request)
    return _answer(request, 422, f"{where}: {first['msg']}.", None, viewer)


def _viewer(request: Request) -> Viewer | None:
    """Give who asks, for the head of the page. A page about a problem must not fail itself."""
    try:
        return maybe_browser(request, request.app.state.context)
    except Exception:
        return None


async def _unavailable(request: Request, error: Exception) -> Response:
    return _answer(request, 503, UNAVAILABLE)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)


async def _fault(request: Request, error: Exception) -> Response:
    # Starlette answers here outside of the guard, and writes the trace to the log.
    shared: Context = request.app.state.context
    answer = _answer(request, 500, FAULT)
    answer.headers.update(headers_of(secure=shared.secure))
    return answer


def _answer(
    request: Request,
    status: int,
    detail: str,
    headers: object = None,
    viewer: Viewer | None = None,
) -> Response:
    told = dict(headers) if isinstance(headers, dict) else None
    # Not `request.url`, which is made of the host that the request names.
    if request.scope["path"].startswith("/api/"):
        return JSONResponse({"detail": detail}, status, told)
    shared: Context = request.app.state.context
    # The standard's two words say less than a sentence.
    sentence = TITLES.get(status, detail) if len(detail.split()) < 4 else detail
    back = page_before(request) if request.method == "POST" else ""
    sent = typed.fields(request) if viewer else []
    answer = page(
        shared, "problem", status, viewer=viewer, sentence=sentence, back=back, typed=sent
    )
    answer.headers.update(told or {})
    return answer
