"""Finds the catalogue of a course, and the exercise that an assignment is."""

import functools
from pathlib import Path

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise


@functools.cache
def catalogue_at(root: str) -> Catalogue:
    """Read a catalogue once in this process; an empty `root` means the installed one."""
    return Catalogue.at(Path(root)) if root else Catalogue.default()


def exercise_in(source: Path, catalogue: Catalogue, slug: str) -> Exercise | None:
    """Load the exercise that an assignment is; `None` for an instructor's own assignment.

    An instructor's own assignment may have the name of an exercise. `source` is its folder.
    """
    if slug not in catalogue or not notebook.is_ours(source / f"{slug}.ipynb"):
        return None
    return catalogue.load(slug)
