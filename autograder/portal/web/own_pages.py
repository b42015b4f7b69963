"""The portal's own pages: a link, and a sign-in, may lead to one of them and nowhere else."""

import re
from urllib.parse import urlsplit

from fastapi import Request
from starlette.routing import Match, Mount

from autograder.portal.web.context import Context

LONGEST = 200
# Names of people and assignments need no other signs. Two slashes would begin another host's address.
PATH = re.compile(r"/(?!/)[\w/.@-]*")
# No pages: a program's routes, the stream of events, and the page of the sign-in itself.
NO_PAGES = ("/api/", "/events", "/healthz", "/sign-in", "/openapi.json")


def own_page(request: Request, path: str) -> str:
    """Give the path of a page of the portal, and that of the first page for all other texts."""
    return path if _is_page(request, path) else "/"


def _is_page(request: Request, path: str) -> bool:
    if len(path) > LONGEST or not PATH.fullmatch(path) or path.startswith(NO_PAGES):
        return False
    wanted = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    # Files are mounted, and no pages.
    routes = (route for route in request.app.routes if not isinstance(route, Mount))
    return any(route.matches(wanted)[0] is Match.FULL for route in routes)


def page_before(request: Request) -> str:
    """Give the path of the page from which a form came, with its query; empty if it is unknown."""
    shared: Context = request.app.state.context
    try:
        told = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if f"{told.scheme}://{told.netloc}" != shared.url or not _is_page(request, told.path):
        return ""
    return f"{told.path}?{told.query}" if told.query else told.path
