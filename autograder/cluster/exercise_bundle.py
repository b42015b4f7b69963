"""What of an exercise travels to a node: its public files, and what the node's grader needs."""

import dataclasses
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.author.exercise import Exercise

# Of the staff's folder: they are for authors, and never for a sitting.
NOT_SENT = ("samples", "__pycache__")


@dataclass(frozen=True)
class ExerciseBundle:
    """An exercise with the contents of its files, by their path in its two folders."""

    exercise: Exercise
    public: Mapping[str, bytes]
    staff: Mapping[str, bytes]

    @classmethod
    def of(cls, exercise: Exercise) -> "ExerciseBundle":
        """Pack an exercise; one that carries its tests in cells has no folder for staff."""
        alone = exercise.staff_folder == exercise.folder
        return cls(
            exercise,
            _read(exercise.folder),
            {} if alone else _read(exercise.staff_folder),
        )

    @contextmanager
    def unpacked(self, scratch: Path) -> Iterator[Exercise]:
        """Lay the files out for one sitting; what is not public can be entered by ourselves alone."""
        with tempfile.TemporaryDirectory(prefix="parcel-", dir=scratch) as made:
            # A worker that gave up root must reach the public files.
            Path(made).chmod(0o711)
            folder = Path(made) / "public" / self.exercise.folder.name
            staff = Path(made) / "staff"
            staff.mkdir(mode=0o700)
            _write(folder, self.public)
            _write(staff, self.staff)
            yield dataclasses.replace(self.exercise, folder=folder, staff_folder=staff)


def _read(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    files = ((path.relative_to(folder), path) for path in paths)
    return {
        str(name): path.read_bytes()
        for name, path in files
        if not any(part in NOT_SENT for part in name.parts)
    }


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
