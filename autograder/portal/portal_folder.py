"""The folder `.heldout/portal`: the portal's database, and the files that were handed in."""

from dataclasses import dataclass
from pathlib import Path

from autograder.gradebook.heldout_folder import NAME


@dataclass(frozen=True)
class PortalFolder:
    """The portal's folder in a course's directory. The web process may use no other of the course's."""

    course: Path

    @property
    def path(self) -> Path:
        """The folder itself."""
        return self.course / NAME / "portal"

    @property
    def database(self) -> Path:
        """The database of people, submissions and jobs, unless `--db` names another."""
        return self.path / "portal.db"

    @property
    def blobs(self) -> Path:
        """The folder of files, by their SHA-256."""
        return self.path / "blobs"

    @property
    def served(self) -> Path:
        """A file that `heldout serve` locks while it runs. It holds the address of the pages."""
        return self.path / "served"

    def make(self) -> None:
        """Make the folder if it is not there yet."""
        for folder in (self.path, self.blobs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
