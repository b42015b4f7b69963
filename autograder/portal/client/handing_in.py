"""Hands a notebook in and follows it, for the terminal and for notebooks alike."""

import contextlib
import hashlib
import json
import math
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from autograder.errors import PortalError
from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal.client.answers import Assignment, Submission, Task
from autograder.portal.client.portal_client import NotAnswered, NotUnderstood, PortalClient
from autograder.portal.client.saved_login import NotLoggedIn
from autograder.portal.client.ways import Ways

# How long until the portal is asked again: while something happens, and at most.
SOON, SELDOM = 0.5, 5.0
# So often it is asked whether the notebook was read, if nobody waits for the grading.
LOOKS = 8


class KeptButGone(PortalError):
    """A submission is kept, and the portal answers no more, or accepts the login no more."""


class NoReceipt(PortalError):
    """A notebook was sent, and nobody knows whether the portal has kept it."""


@contextlib.contextmanager
def before_receipt() -> Iterator[None]:
    """Add to an error that nothing was handed in, unless that is not known."""
    try:
        yield
    except NoReceipt:
        raise
    except PortalError as error:
        raise type(error)(f"{error} Nothing was handed in.") from None


class View(Protocol):
    """Shows what happens, once for each thing."""

    def receipt(self, submission: Submission) -> None:
        """Show that a submission is kept."""

    def contents(self, submission: Submission) -> None:
        """Show what the portal has found in the notebook."""

    def state(self, sentence: str) -> None:
        """Show where the submission is: the place in the queue, for example."""

    def later(self, submission: Submission) -> None:
        """Show that nobody waits here for the grading, since it begins much later."""

    def task(self, task: Task) -> None:
        """Show the answer to a task."""

    def end(self, submission: Submission) -> None:
        """Show the score, or why there is none."""


def read(path: Path) -> bytes:
    """Read a notebook's file. Raises `PortalError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PortalError(
            f"`{path}` cannot be read: {error.strerror}. Expected: a notebook."
        ) from None


def find_assignment(client: PortalClient, path: Path, content: bytes, slug: str, ways: Ways) -> str:
    """Find the assignment of a notebook by its name or its own words. Raises `PortalError`."""
    try:
        offered = client.assignments()
    except NotAnswered as error:
        raise PortalError(f"{error} {ways.again}") from None
    slugs = [each.slug for each in offered]
    own = exercise_of(content)
    named = [each.slug for each in offered if each.notebook == path.name]
    found = {slug} if slug else {*named, *({own} & {*slugs})}
    if len(found) == 1 and found <= {*slugs}:
        return found.pop()
    if len(found) > 1:
        named = [ways.name_assignment.format(slug=each) for each in sorted(found)]
        raise PortalError(
            f"`{path.name}` may belong to several assignments. Name the one you mean: "
            f"{' or '.join(named)}."
        )
    why = (
        f"The portal has no assignment `{slug}`."
        if slug
        else f"The name `{path.name}` tells no assignment, and neither does the file. Name it: "
        f"{ways.name_assignment.format(slug='SLUG')}."
    )
    raise PortalError(f"{why} Expected: one of {_listed(offered)}.")


def exercise_of(content: bytes) -> str:
    """Give the exercise that a notebook says it is of; empty if it says none."""
    try:
        return str(json.loads(content)["metadata"]["heldout"]["exercise"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def hand_in(
    client: PortalClient, slug: str, file_name: str, content: bytes, ways: Ways
) -> Submission:
    """Hand bytes in; give the receipt when it tells of the same bytes.

    Raises `NoReceipt` if the portal may have kept them all the same, and `PortalError`.
    """
    # The portal may close the line before a client has read why it takes no larger file.
    if len(content) > LARGEST:
        raise PortalError(
            f"`{file_name}` has {len(content) / (1 << 20):.1f} MiB, and a portal accepts "
            f"{LARGEST >> 20}. Clear the outputs of large cells, save it, and hand it in again."
        )
    try:
        kept = client.hand_in(slug, content, file_name, secrets.token_hex(16))
    except (NotAnswered, NotUnderstood) as error:
        raise NoReceipt(f"You have no receipt for `{file_name}`. {error} {ways.again}") from None
    if kept.sha256 != hashlib.sha256(content).hexdigest():
        raise NoReceipt(
            f"The portal has kept other bytes than those of `{file_name}`. Hand it in again, and "
            f"tell your instructor: {kept.url}"
        )
    return kept


def await_contents(client: PortalClient, kept: Submission, view: View) -> Submission:
    """Show what is in the notebook as soon as it was read. Nobody waits for it longer than a moment."""
    for _ in range(LOOKS):
        if kept.contents is not None:
            view.contents(kept)
            return kept
        client.sleep(SOON)
        try:
            kept = client.submission(kept.id, pauses=())
        except NotAnswered:
            break
    view.state(f"The portal reads it later: {kept.url}")
    return kept


def follow(
    client: PortalClient, kept: Submission, view: View, ways: Ways, longest: float = math.inf
) -> Submission:
    """Show what happens to a submission until its end, which only the portal tells.

    If its turn comes in more than `longest` seconds, nobody waits for it here. Raises `KeptButGone` if
    the portal does not answer for long, or the login has ended.
    """
    shown: dict[str, Task] = {}
    now, before, pause = kept, None, SOON
    while True:
        if (now.starts_in or 0.0) > longest:
            return _leave(client, now, view, is_read=before is not None and bool(before.contents))
        if now.contents and (before is None or not before.contents):
            view.contents(now)
        if not now.ended and (before is None or now.sentence != before.sentence):
            view.state(now.sentence)
        for task in now.judged():
            if shown.get(task.name) != task:
                view.task(task)
                shown[task.name] = task
        if now.ended:
            view.end(now)
            return now
        pause = SOON if now != before else min(pause * 1.5, SELDOM)
        client.sleep(pause)
        try:
            now, before = client.submission(now.id), now
        except (NotAnswered, NotLoggedIn) as error:
            told = ways.look_again.format(id=now.id, url=now.url)
            raise KeptButGone(f"Your submission is kept. {error} {told}") from None


def _leave(client: PortalClient, now: Submission, view: View, *, is_read: bool) -> Submission:
    """Show what is in the notebook, if that was not shown yet, and that its grading comes later."""
    if not is_read:
        now = await_contents(client, now, view)
    view.later(now)
    return now


def _listed(offered: list[Assignment]) -> str:
    return ", ".join(f"`{each.slug}` ({each.notebook})" for each in offered) or "none so far"
