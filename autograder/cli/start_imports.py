"""Starts the slowest step first: a zygote imports Keras while this process imports the rest."""

from collections.abc import Sequence
from pathlib import Path

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.preload import preload
from autograder.gradebook.executors import supervisor_of


def start(course: Path, slugs: Sequence[str], *, unsafe: bool) -> None:
    """Start the imports for some assignments of the course in a directory.

    The course's configuration is not read yet. If it names another catalogue, this may import the
    wrong libraries. That costs time and nothing else.
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
