"""Writes the files beside a released notebook, so that it runs where Held-out is not installed."""

import shutil
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import course
from autograder.author.exercise import Exercise

MODULES = (
    "__init__.py",
    "card.py",
    "cells.py",
    "descriptions.py",
    "exercise.py",
    "expect.py",
    "layouts.py",
    "live_card.py",
    "names.py",
    "progress_file.py",
    "progress_table.py",
    "quiet_import.py",
    "renamed.py",
    "rubric.py",
    "stub.py",
    "submit.py",
    "tensors.py",
    "visible_check.py",
)
# Visible checks may try promises, too.
PROMISES = "promises"
PUBLIC = ("exercise.toml", "checks.py")
# These go with every data set: its loaders, and its licence.
LOADERS = ("__init__.py", "bananas.py", "LICENCES.md")
# A notebook needs these to run its cells and its visible checks.
NEEDED = ("tensorflow", "keras", "numpy", "matplotlib", "jupyterlab", "platformdirs", "pytest")


def write(exercise: Exercise, folder: Path) -> None:
    """Copy the light `course` package, the visible checks and data, and write `requirements.txt`."""
    package = folder / "course"
    public = package / "exercises" / exercise.slug
    public.mkdir(parents=True, exist_ok=True)
    for name in MODULES:
        shutil.copyfile(Path(course.__file__).parent / name, package / name)
    for name in PUBLIC:
        shutil.copyfile(exercise.folder / name, public / name)
    shutil.copytree(
        Path(course.__file__).parent / PROMISES,
        package / PROMISES,
        ignore=shutil.ignore_patterns("__pycache__"),
        dirs_exist_ok=True,
    )
    if exercise.data:
        (package / "data").mkdir(exist_ok=True)
        source = Path(course.__file__).parent / "data"
        # Bananas are drawn, and have no file.
        tables = (source / f"{name}.csv" for name in exercise.data if name != "bananas")
        for path in (*(source / name for name in LOADERS), *tables):
            shutil.copyfile(path, package / "data" / path.name)
    (folder / "requirements.txt").write_text("\n".join(requirements()) + "\n", "utf-8")


def requirements() -> list[str]:
    """Return the lines of a student's `requirements.txt`, with the ranges that Held-out is tested with."""
    stated = map(Requirement, metadata.requires("heldout") or [])
    # An extra may name a package again, with a marker: pip would skip such a line.
    plain = {one.name: str(one) for one in stated if "extra" not in str(one.marker)}
    return [plain[name] for name in NEEDED]
