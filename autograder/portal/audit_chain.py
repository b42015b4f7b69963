"""The chain of the audit log: each entry holds the hash of the one before it, and its own.

A changed entry no longer has its hash, and the entry after a lost one follows another. Only the end
may be cut off unseen, unless somebody has written down the last hash.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.portal.rows import AuditEntry

# The fields that are hashed. A column that comes later cannot join them: hashes of old entries stay.
FIELDS = (
    "seq",
    "at",
    "actor",
    "action",
    "object",
    "address",
    "before",
    "after",
    "previous",
)
# The first entry follows this one.
NO_ENTRY = "0" * 64
CHANGED = "The content of this entry is not what was entered"
MISPLACED = "This entry does not follow the one before it: some were taken out, put in, or changed"
_ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Verified:
    """The result of a verification: the entries that are whole, and the hash of the last of them.

    `known` is the number of the entry that has the known hash.
    """

    entries: int
    last: str
    known: int | None = None
    # The first entry that is broken, and why.
    broken: Any = None
    why: str = ""


def digest(entry: Any) -> str:
    """Hash an entry: the SHA-256 of a JSON object with sorted keys, no blanks, and ASCII only.

    Any object with the columns of an entry will do. Numbers are written as Python's `repr` does.
    """
    fields = {name: getattr(entry, name) for name in FIELDS}
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(session: Session, known: str = "") -> Verified:
    """Follow the chain from its first entry to its last one, and look for a `known` hash in it."""
    columns = [getattr(AuditEntry, name) for name in (*FIELDS, "sha256")]
    wanted = select(*columns).order_by(AuditEntry.seq)
    with session.execute(wanted.execution_options(yield_per=_ROWS_AT_ONCE)) as entries:
        return follow(entries, known)


def _is_whole(entry: Any) -> bool:
    """Tell whether an entry has its hash. A value that no entry can have was not entered."""
    try:
        return bool(digest(entry) == entry.sha256)
    except (TypeError, ValueError, OverflowError):
        return False


def follow(entries: Iterable[Any], known: str = "") -> Verified:
    """Follow the chain of these entries. It ends at the first one that is broken."""
    count, last, found = 0, NO_ENTRY, None
    for entry in entries:
        misplaced = entry.previous != last
        if misplaced or not _is_whole(entry):
            return Verified(count, last, found, entry, MISPLACED if misplaced else CHANGED)
        count, last = count + 1, entry.sha256
        if last == known:
            found = entry.seq
    return Verified(count, last, found)
