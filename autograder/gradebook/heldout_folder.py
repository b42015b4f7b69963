"""The folder `.heldout`: what Held-out keeps of a course, and no student may read."""

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from autograder import whole_file
from autograder.errors import CourseError

NAME = ".heldout"
SECRET_BYTES = 32


@dataclass(frozen=True)
class HeldoutFolder:
    """The folder `.heldout` in a course's directory, and the files in it."""

    course: Path

    @property
    def path(self) -> Path:
        """The folder itself."""
        return self.course / NAME

    @property
    def journal(self) -> Path:
        """The database of all gradings."""
        return self.path / "journal.db"

    @property
    def parsed(self) -> Path:
        """The folder of what was read of submitted files. It may be deleted at any time."""
        return self.path / "parsed"

    @property
    def classes(self) -> Path:
        """The folder of what was shown of graded classes. It may be deleted at any time."""
        return self.path / "classes"

    @property
    def lock(self) -> Path:
        """The file that a command locks while it writes into the course."""
        return self.path / "lock"

    @property
    def turn(self) -> Path:
        """The file that a command locks while it waits for a course that the portal lends."""
        return self.path / "turn"

    @property
    def log(self) -> Path:
        """The log of nbgrader's steps, with the traces of all faults."""
        return self.path / "nbgrader.log"

    @property
    def demo_mark(self) -> Path:
        """An empty file in courses that `heldout demo` made, and may delete."""
        return self.path / "demo"

    def make(self) -> None:
        """Make the folder if it is not there yet."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self) -> bytes:
        """Read the secret that seeds the course's draws. The first call makes it."""
        path = self.path / "secret"
        if not path.exists():
            self.make()
            # Another process may make one at the same time: the first one counts.
            with contextlib.suppress(FileExistsError):
                whole_file.make(path, secrets.token_bytes(SECRET_BYTES), mode=0o600)
        secret = path.read_bytes()
        if len(secret) != SECRET_BYTES:
            raise CourseError(
                f"`{path}` has {len(secret)} bytes. Expected: {SECRET_BYTES}. It seeds the draws of "
                "all checks. Restore it from a backup. If there is none, delete it: then a new one is "
                "made, and submissions that are graded again get other draws."
            )
        return secret
