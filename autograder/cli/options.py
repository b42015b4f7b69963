"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

CatalogueRoot = Annotated[
    str,
    typer.Option(metavar="DIR", help="Use the catalogue in this folder, not the installed one."),
]
Exercises = Annotated[
    list[str] | None,
    typer.Argument(metavar="EXERCISE", help="Exercises; without any, all of the course."),
]
OneExercise = Annotated[
    str,
    typer.Argument(metavar="EXERCISE", help="The exercise; without one, the course's first."),
]
Database = Annotated[
    str,
    typer.Option(
        "--db", metavar="URL", help="PostgreSQL's URL. Without it: SQLite in the course's folder."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Backend = Annotated[
    str, typer.Option(metavar="NAME", help="Keras's backend: tensorflow, jax or torch.")
]
Cluster = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Grade on a cluster: `ray`, or `ray:HOST:PORT`."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ignore cached results.")]
Unsafe = Annotated[
    bool, typer.Option("--unsafe", help="Practice only: run the code without a sandbox.")
]
Notebook = Annotated[Path, typer.Argument(help="A notebook of an exercise.")]
