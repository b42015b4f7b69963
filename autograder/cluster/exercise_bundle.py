"""Packs an exercise for its way to a node: its public files, and the files that a grader needs."""

import dataclasses
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.author.exercise import Exercise

# These parts of the staff's folder are for authors. Grading does not need them.
NOT_SENT = ("samples", "__pycache__")


@dataclass(frozen=True)
class ExerciseBundle:
    """An exercise with the contents of its files, by their paths in its two folders."""

    exercise: Exercise
    public: Mapping[str, bytes]
    staff: Mapping[str, bytes]

    @classmethod
    def of(cls, exercise: Exercise) -> "ExerciseBundle":
        """Pack an exercise. If its tests are in its cells, it has no folder for staff."""
        one_folder = exercise.staff_folder == exercise.folder
        return cls(
            exercise,
            _read(exercise.folder),
            {} if one_folder else _read(exercise.staff_folder),
        )

    @contextmanager
    def unpacked(self, scratch: Path) -> Iterator[Exercise]:
        """Write the files to a folder for one submission. Others may not enter the staff's folder."""
        with tempfile.TemporaryDirectory(prefix="bundle-", dir=scratch) as made:
            # A worker that has given up root must reach the public files.
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
