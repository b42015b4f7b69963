"""The limits of an archive that a student hands in: numbers, sizes and names of its files."""

import re
import unicodedata
from pathlib import PurePosixPath

from autograder.errors import ArchiveRefused
from autograder.gradebook.largest_notebook import LARGEST, MIB

MOST_FILES = 200
# Folders, and files that Macs add, are not written. But they are read, one by one.
MOST_ENTRIES = 2000
MOST_DEPTH = 8
MOST_NAME = 1024
MOST_NAME_BYTES = 255
MOST_BYTES = 100 * MIB
MOST_RATIO = 100
# Below this size any ratio passes: a small notebook of equal lines packs well.
RATIO_FLOOR = MIB
AGAIN = "Pack the files again, as zip or tar.gz, and submit that."
# Categories of characters that a name does not show, and characters that reverse a name.
HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Tally:
    """Counts the entries and bytes that really come; `packed` is the archive's size in bytes.

    The headers may lie. Each method raises `ArchiveRefused` at a limit.
    """

    def __init__(self, packed: int | None) -> None:
        ratio = MOST_BYTES if packed is None else max(RATIO_FLOOR, MOST_RATIO * packed)
        self.most = min(MOST_BYTES, ratio)
        self.bytes = self.entries = 0
        self.seen: dict[str, str] = {}

    def admit(self, name: str) -> str:
        """Check a file's name by itself and against those before it; give it normalised."""
        checked = check_name(name)
        folded = unicodedata.normalize("NFC", checked.casefold())
        if folded in self.seen:
            both = f"`{shown(self.seen[folded])}` and `{shown(checked)}`"
            raise ArchiveRefused(
                f"The archive holds {both}, which are one name on many systems. Expected: each "
                "name once. Rename one of them, and pack them again."
            )
        self.seen[folded] = checked
        if len(self.seen) > MOST_FILES:
            raise ArchiveRefused(
                f"The archive holds more than {MOST_FILES} files. Pack your own files alone."
            )
        return checked

    def enter(self) -> None:
        """Count an entry of any kind."""
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise ArchiveRefused(
                f"The archive has more than {MOST_ENTRIES} entries. Pack your own files alone."
            )

    def grow(self, size: int) -> None:
        """Count bytes as they are unpacked."""
        self.bytes += size
        if self.bytes <= self.most:
            return
        limit = f"at most {MOST_BYTES // MIB} MiB"
        if self.most < MOST_BYTES:
            limit = f"at most {MOST_RATIO} times its own size"
        raise ArchiveRefused(
            f"The archive unpacks to more than {self.most // MIB} MiB. Expected: {limit}. "
            "Clear the outputs of your notebooks, leave out data, and pack them again."
        )


def check_name(name: str) -> str:
    """Check a file's name and give it as a relative name in NFC. Raises `ArchiveRefused`."""
    # First of all: ordering combining marks takes the square of their number in time.
    too_long = len(name) > MOST_NAME
    text = "" if too_long else unicodedata.normalize("NFC", name)
    parts = PurePosixPath(text).parts
    problem = ""
    if too_long:
        problem = f"has more than {MOST_NAME} characters"
    elif any(unicodedata.category(letter) in HIDDEN or letter in BIDI for letter in text):
        problem = "has control characters or is not UTF-8"
    elif text.startswith("/") or "\\" in text or re.match("[A-Za-z]:", text):
        problem = "is absolute, or of a Windows drive or folder"
    elif ".." in parts or not parts:
        problem = "leads out of its folder" if parts else "is empty"
    elif len(parts) > MOST_DEPTH:
        problem = f"is in more than {MOST_DEPTH - 1} folders"
    elif any(len(part.encode()) > MOST_NAME_BYTES for part in parts):
        problem = f"has a part of more than {MOST_NAME_BYTES} bytes"
    if problem:
        raise ArchiveRefused(
            f"The archive's name `{shown(name)}` {problem}. Expected: short relative names with "
            f"`/`. {AGAIN}"
        )
    return "/".join(parts)


def shown(name: str) -> str:
    """Write a name for a message: short, with escapes for unusual characters."""
    # Cut first: a name may be as long as the archive.
    return ascii(name[:60])[1:-1]


def check_size(name: str, size: int) -> None:
    """Check the size of a file, in bytes. Raises `ArchiveRefused`."""
    if size > LARGEST:
        raise ArchiveRefused(
            f"`{shown(name)}` has more than {LARGEST // MIB} MiB. "
            "Clear its outputs, or leave it out, and pack again."
        )
