"""The folder `.heldout`: what Held-out keeps of a course, and no student may read."""

import secrets
from dataclasses import dataclass
from pathlib import Path

NAME = ".heldout"


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
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        return path.read_bytes()
