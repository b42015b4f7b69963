"""A catalogue of exercises: two trees with the same folder names, one public and one for staff."""

import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.author import exercise_toml, sample
from autograder.author.exercise import Exercise
from autograder.errors import ExerciseError
from course.names import did_you_mean


@dataclass(frozen=True)
class Catalogue:
    """The exercises of one course, in its order."""

    order: tuple[str, ...]
    exercises: Path
    solutions: Path

    @classmethod
    def at(cls, root: Path) -> "Catalogue":
        """Open a tree laid out like this repository: `course/course.toml`, `exercises`, `solutions`."""
        root = root.resolve()
        return cls._open(root / "course" / "course.toml", root / "exercises", root / "solutions")

    @classmethod
    def default(cls) -> "Catalogue":
        """Open the catalogue that came with this installation, or the checkout it runs from."""
        # Not `course.__file__`: in a release's folder that is the students' own copy.
        package = Path(autograder.__file__).parent.with_name("course")
        if (package / "exercises").is_dir():
            data = Path(sysconfig.get_path("data"))
            solutions = data / "share" / "heldout" / "solutions"
            return cls._open(package / "course.toml", package / "exercises", solutions)
        return cls.at(package.parent)

    @classmethod
    def _open(cls, order: Path, exercises: Path, solutions: Path) -> "Catalogue":
        if not order.is_file():
            raise ExerciseError(f"`{order}` is missing: it lists a course's exercises in order.")
        slugs = tomllib.loads(order.read_text("utf-8"))["exercises"]
        return cls(tuple(slugs), exercises, solutions)

    def __contains__(self, slug: object) -> bool:
        return slug in self.order

    def __iter__(self) -> Iterator[Exercise]:
        return map(self.load, self.order)

    def load(self, slug: str) -> Exercise:
        """Read one exercise; an unknown slug names the nearest known one."""
        if slug not in self.order:
            ask = did_you_mean(slug, self.order)
            raise ExerciseError(
                f"There is no exercise `{slug}`.{ask} Exercises: {', '.join(self.order)}."
            )
        return exercise_toml.load(self.exercises / slug, self.solutions / slug)


def answer(slug: str, task: str) -> str:
    """Return the reference answer to a task of the installed course."""
    return sample.reference(Catalogue.default().load(slug))[task]
