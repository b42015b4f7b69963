"""A learner's progress: one small file on the learner's own machine."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

Notes = dict[str, dict[str, dict[str, Any]]]
# Notes that are in no file: there is none, or it cannot be written. They last until the kernel stops.
_unwritten: Notes = {}
# The outcomes of a task.
PASSED, NOT_YET, RAISED, NOT_STARTED = "passed", "not yet", "raised", "not started"
DAMAGED = (
    "Your notes on the course could not be read, so new ones were begun. The old file is kept: {}"
)


def path() -> Path | None:
    """Return the file's path: `HELDOUT_PROGRESS`, or a file in the user's data folder.

    An empty `HELDOUT_PROGRESS` means that there is no file: `None`.
    """
    named = os.environ.get("HELDOUT_PROGRESS")
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_data_path("heldout") / "progress.json"


def has_passed(notes: Mapping[str, Any]) -> bool:
    """Tell whether a task's notes say that it has passed, now or before its last run."""
    # Files from before 0.3 have the outcome of the last run alone.
    return bool(notes.get("passed")) or notes.get("outcome") == PASSED


def read() -> Notes:
    """Read the notes, by exercise and task. A damaged file is kept under another name."""
    notes = _read_file()
    for slug, tasks in _unwritten.items():
        for task, facts in tasks.items():
            notes.setdefault(slug, {}).setdefault(task, {}).update(facts)
    return notes


def _read_file() -> Notes:
    file = path()
    if file is None:
        return {}
    try:
        notes = json.loads(file.read_text("utf-8"))
        if not _is_in_order(notes):
            raise ValueError
    # There is none yet, or this user may not read it.
    except OSError:
        return {}
    except (ValueError, RecursionError):
        _keep_aside(file)
        return {}
    return notes  # type: ignore[no-any-return]


def _is_in_order(notes: object) -> bool:
    return isinstance(notes, dict) and all(
        isinstance(tasks, dict) and all(isinstance(facts, dict) for facts in tasks.values())
        for tasks in notes.values()
    )


def _keep_aside(file: Path) -> None:
    aside = _aside(file)
    with contextlib.suppress(OSError):
        if aside.exists():
            aside.replace(_told(aside))
        file.replace(aside)


def damage() -> str:
    """Return a sentence about a damaged file, once, or an empty string."""
    file = path()
    if file is None:
        return ""
    read()
    aside = _aside(file)
    try:
        # Another name says that the learner was told.
        return DAMAGED.format(aside.replace(_told(aside)))
    except OSError:
        return ""


def _aside(file: Path) -> Path:
    return file.with_suffix(".damaged.json")


def _told(aside: Path) -> Path:
    number = 1
    while (kept := aside.with_suffix(f".{number}.json")).exists():
        number += 1
    return kept


def write(slug: str, task: str, **facts: Any) -> None:
    """Record `outcome`, `hints` or `solution` of a task. A task that has passed stays passed."""
    notes = read()
    known = notes.setdefault(slug, {}).setdefault(task, {})
    passed = has_passed(known)
    known |= facts
    if passed or has_passed(known):
        known["passed"] = True
    try:
        _write_file(notes)
        _unwritten.clear()
    # Learning goes on where the file cannot be written, on a full disk for example.
    except OSError:
        _unwritten.setdefault(slug, {})[task] = known


def _write_file(notes: Notes) -> None:
    """Write the file anew. Raises `OSError`."""
    file = path()
    if file is None:
        raise FileNotFoundError
    file.parent.mkdir(parents=True, exist_ok=True)
    # Another kernel may write at the same time.
    fresh = file.with_name(f"{file.stem}-{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(notes, indent=1), "utf-8")
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
