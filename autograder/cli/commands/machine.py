"""`doctor`: what this machine offers."""

import json

import typer

from autograder.cli.options import Json


def doctor(as_json: Json = False) -> None:
    """Show how well this machine isolates submissions, and what to improve.

    Prints the isolation level, what each layer stops, limits, versions and GPUs.
    Without isolation the exit status is 1.
    """
    from autograder.cli import doctor as examination
    from autograder.sandbox.sandbox import Level

    examined = examination.examine()
    if as_json:
        typer.echo(json.dumps(examined, indent=2))
    else:
        examination.show(examined)
    raise typer.Exit(1 if examined["level"] == Level.NONE else 0)
