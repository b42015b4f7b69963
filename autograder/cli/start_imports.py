"""Starts the slowest step first: a zygote imports Keras while this process imports the rest."""

from collections.abc import Sequence
from pathlib import Path

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.preload import preload
from autograder.gradebook.executors import open_supervisor
from autograder.judge.supervisor import Supervisor


def start(course: Path, slugs: Sequence[str], *, unsafe: bool) -> Supervisor | None:
    """Start the imports for some assignments of the course in a directory.

    Gives the supervisor that imports, if there is one; the caller closes it.

    The course's configuration is not read yet. If it names another catalogue, this may import the
    wrong libraries. That costs time and nothing else.
    """
    if not (course / "nbgrader_config.py").is_file():
        return None
    catalogue = Catalogue.default()
    supervisor = None
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
        supervisor = supervisor or open_supervisor(course.resolve(), isolated=not unsafe)
        supervisor.start_imports(imports)
    return supervisor
