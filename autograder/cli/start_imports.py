"""Starts what takes longest, the framework's import, before this process imports anything large."""

from collections.abc import Sequence
from pathlib import Path

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.preload import preload
from autograder.gradebook.executors import supervisor_of


def give(course: Path, slugs: Sequence[str], *, unsafe: bool) -> None:
    """Start the imports for some assignments; a wrong guess costs time and nothing else.

    Guesses where a course has a catalogue of its own: its configuration is not read yet.
    """
    if not (course / "nbgrader_config.py").is_file():
        return
    catalogue = Catalogue.default()
    for slug in slugs:
        sources = sorted((course / "source" / slug).glob("*.ipynb"))
        if not sources or not any((course / "submitted").glob(f"*/{slug}")):
            continue
        notebooks = [notebook.read(path) for path in sources]
        if not any("heldout" in nb.metadata for nb in notebooks):
            imports = preload(notebooks)
        elif slug in catalogue:
            imports = catalogue.load(slug).preload
        else:
            continue
        supervisor_of(course.resolve(), not unsafe).start_imports(imports)
