"""Hands a notebook in at the course's portal, from one of its own cells."""

from collections.abc import Callable
from importlib.metadata import entry_points

from course import progress_file
from course.card import BAD, QUIET, Card

NOT_INSTALLED = (
    "Hand in with your browser: your course's portal has a page for each assignment. To hand in from "
    "here, install Held-out with the portal's packages (`heldout[portal]`). Nothing was handed in."
)


def submit(notebook: str = "", *, to: str = "", assignment: str = "") -> None:
    """Hand in this notebook as it is saved, and show the receipt and the answers.

    Name the file if it is not found, and the portal if you have logged in at several. Name the
    assignment if the file does not tell it. A card says what is missing; nothing is handed in then.
    """
    if progress_file.path() is None:
        # Grading runs every cell, this one too.
        Card(QUIET, "Nothing is handed in while a notebook is graded.", []).show()
        return
    hand_in = _client()
    if hand_in is None:
        Card(BAD, "Not handed in", [("", NOT_INSTALLED)]).show()
        return
    hand_in(notebook, to, assignment)


def _client() -> Callable[[str, str, str], None] | None:
    """Find what speaks to a portal, where it and its packages are installed."""
    for found in entry_points(group="heldout.portal", name="submit"):
        try:
            client: Callable[[str, str, str], None] = found.load()
        except ModuleNotFoundError:
            continue
        return client
    return None
