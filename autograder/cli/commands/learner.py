"""`learn`, `progress`, `check` and `watch`: for a learner without an instructor."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.closing import closing_at_end
from autograder.cli.options import CatalogueRoot, Json, Notebook, Unsafe
from autograder.practice.notebook_path import FOLDER


def learn(
    directory: Annotated[Path, typer.Argument(help="Your folder.")] = Path(FOLDER),
    catalogue: CatalogueRoot = "",
) -> None:
    """Write every notebook of the course into a folder of yours; existing files stay."""
    from autograder.cli import learner
    from autograder.gradebook.catalogues import catalogue_at

    written = learner.learn(catalogue_at(catalogue), directory)
    if not written:
        typer.echo(f"Every notebook is in {directory} already. Next: heldout progress")
        return
    lab = shlex.join(["jupyter", "lab", str(directory)])
    watching = shlex.join(["heldout", "watch", str(written[0])])
    typer.echo(f"Wrote {len(written)} notebook(s). Open them: {lab}")
    typer.echo(f"In a second terminal, for answers at every save: {watching}")


def progress(catalogue: CatalogueRoot = "") -> None:
    """Show which tasks you have solved, and which one comes next."""
    from autograder.cli import learner
    from autograder.gradebook.catalogues import catalogue_at

    typer.echo(repr(learner.progress(catalogue_at(catalogue))))


def check(
    path: Notebook,
    tasks: Annotated[
        list[str] | None,
        typer.Argument(metavar="TASK", help="Tasks; without any, all of the notebook."),
    ] = None,
    catalogue: CatalogueRoot = "",
    unsafe: Unsafe = False,
    as_json: Json = False,
) -> None:
    """Grade your notebook once, as an instructor would, and print the answers."""
    from autograder.cli import learner
    from autograder.practice.practice import Practice

    with closing_at_end() as stack:
        practice = stack.enter_context(Practice(path, catalogue, unsafe=unsafe))
        passed = learner.check(practice, tasks or [], as_json=as_json)
    raise typer.Exit(0 if passed else 1)


def watch(path: Notebook, catalogue: CatalogueRoot = "", unsafe: Unsafe = False) -> None:
    """Grade your notebook at every save. Only tasks with changed cells run again."""
    from autograder.cli.watch import Watch
    from autograder.practice.practice import Practice

    with closing_at_end() as stack:
        Watch(stack.enter_context(Practice(path, catalogue, unsafe=unsafe))).run()
