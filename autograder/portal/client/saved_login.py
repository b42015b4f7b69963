"""The tokens that `heldout login` has got: one file that only its owner may read."""

import json
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from autograder import whole_file
from autograder.errors import PortalError
from autograder.portal.client import address
from autograder.portal.client.ways import TERMINAL


class NotLoggedIn(PortalError):
    """No token is saved, or the portal does not accept it any more."""


@dataclass(frozen=True)
class Login:
    """Somebody's token for one portal."""

    url: str
    student: str
    token: str


def path() -> Path:
    """Give the path of the file, which may not be there."""
    return platformdirs.user_config_path("heldout") / "portals.json"


def everything() -> dict[str, Login]:
    """Read the saved logins by their portal's address. A file that cannot be read holds none."""
    try:
        told = json.loads(path().read_text("utf-8"))
        return {
            url: Login(url, str(row["student"]), str(row["token"])) for url, row in told.items()
        }
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def find(url: str = "", *, name_portal: str = TERMINAL.name_portal) -> Login:
    """Find the login at a portal, or the only one. `name_portal` tells how a person names another.

    Raises `NotLoggedIn`, and `PortalError` for several.
    """
    logins = everything()
    if url:
        wanted = address.origin(url)
        if wanted not in logins:
            raise NotLoggedIn(
                f"You have not logged in there. In a terminal: `heldout login {wanted}`."
            )
        return logins[wanted]
    if not logins:
        raise NotLoggedIn(
            "You have not logged in at a portal. In a terminal: `heldout login URL`, with the "
            "portal's address."
        )
    if len(logins) > 1:
        named = " or ".join(name_portal.format(url=each) for each in logins)
        raise PortalError(
            f"You have logged in at {len(logins)} portals. Name the one you mean: {named}."
        )
    return next(iter(logins.values()))


def save(login: Login) -> None:
    """Save a login; an earlier one at the same portal is forgotten."""
    _write(everything() | {login.url: login})


def forget(url: str) -> None:
    """Forget the login at a portal."""
    _write({each: login for each, login in everything().items() if each != url})


def _write(logins: dict[str, Login]) -> None:
    told = {each.url: {"student": each.student, "token": each.token} for each in logins.values()}
    file = path()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Nobody else may read it, not even while it is written.
        whole_file.replace(file, json.dumps(told, indent=1).encode(), mode=0o600)
    except OSError as error:
        raise PortalError(f"`{file}` cannot be written: {error.strerror}.") from None
