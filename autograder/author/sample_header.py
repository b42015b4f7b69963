"""The header of a sample: TOML in comments, with the sentence for those who make this mistake."""

import functools
import re
import tomllib
from pathlib import Path

from autograder.author.exercise import Exercise
from autograder.errors import ExerciseError

HEADER = re.compile(r"^# /// sample\n((?:#.*\n)*?)# ///\n", re.MULTILINE)


def read(path: Path) -> dict[str, str]:
    """Read the header of a sample. Raises `ExerciseError`."""
    found = HEADER.search(path.read_text("utf-8"))
    if found is None:
        raise ExerciseError(f"`{path}`: expected a header between `# /// sample` and `# ///`.")
    return tomllib.loads("\n".join(line[2:] for line in found[1].splitlines()))


def diagnoses(exercise: Exercise) -> dict[str, str]:
    """Return for each known mistake the sentence that a learner reads about it."""
    paths = (exercise.staff_folder / "samples").glob("*.py")
    return dict(_diagnoses(tuple((path, path.stat().st_mtime_ns) for path in paths)))


# Each page of a class needs it for each task. An edited file is read again.
@functools.lru_cache(64)
def _diagnoses(files: tuple[tuple[Path, int], ...]) -> dict[str, str]:
    return {path.stem.rpartition("_")[0]: read(path).get("diagnosis", "") for path, _ in files}
