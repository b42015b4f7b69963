"""`new` and `verify`: for the author of an exercise."""

import json
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.current_course import quiet_nbgrader
from autograder.cli.options import Backend, CatalogueRoot, Exercises, Json, NoCache


def new(
    exercise: Annotated[str, typer.Argument(help="Name of the exercise, for example `even-odd`.")],
    catalogue: Annotated[
        Path,
        typer.Option(metavar="DIR", help="The catalogue's folder; made if it does not exist."),
    ] = Path(),
) -> None:
    """Write the files of a new exercise: a small one that works, with texts to replace."""
    from autograder.author import scaffold

    written = scaffold.new(exercise, catalogue)
    typer.echo("\n".join(f"Wrote {path}" for path in written))
    typer.echo(f"Next: heldout verify {exercise} --catalogue {catalogue} lists what is left to do.")


def outputs(exercises: Exercises = None, catalogue: CatalogueRoot = "") -> None:
    """Run the experiments of exercises with our answers, and keep what they show.

    A release shows these outputs, so that a learner sees pictures before the work begins.
    """
    from autograder.gradebook.catalogues import catalogue_at
    from autograder.verify import experiments

    opened = catalogue_at(catalogue)
    for slug in exercises or opened.order:
        written = experiments.run(opened.load(slug))
        kib = sum(path.stat().st_size for path in written) / 1024
        typer.echo(f"{slug}: {len(written) - 1} outputs, {kib:.0f} KiB")


def verify(
    exercises: Exercises = None,
    seeds: Annotated[int, typer.Option(help="How many seeds to grade each answer with.")] = 1,
    no_samples: Annotated[
        bool,
        typer.Option("--no-samples", help="Grade only the reference solution and the stub."),
    ] = False,
    lazy: Annotated[
        bool, typer.Option("--lazy", help="With --no-samples: try lazy answers, too.")
    ] = False,
    mutants: Annotated[
        bool,
        typer.Option("--mutants", help="Also grade small changes of the reference solution."),
    ] = False,
    update_signatures: Annotated[
        bool,
        typer.Option(
            "--update-signatures", help="Record in `signatures.json` how each mistake fails."
        ),
    ] = False,
    list_sentences: Annotated[
        bool,
        typer.Option(
            "--list-sentences", help="Grade nothing. List what each check tries, by sentence."
        ),
    ] = False,
    no_cache: NoCache = False,
    pictures: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Draw there which check catches which mistake."),
    ] = None,
    backend: Backend = "",
    gpu: Annotated[
        float, typer.Option(help="Grade each answer on this share of a GPU, for example 0.25.")
    ] = 0,
    catalogue: CatalogueRoot = "",
    as_json: Json = False,
) -> None:
    """Test the checks of exercises on answers with known verdicts.

    Every right answer must pass, and every known mistake must be caught and
    named. Each fault is listed as a finding. The exit status is then 1.
    """
    from autograder.cli.devices import choose_backend, on_gpu
    from autograder.cli.verify import Options, verify_all
    from autograder.cli.verify_tables import as_listed
    from autograder.gradebook.catalogues import catalogue_at

    quiet_nbgrader()
    opened = catalogue_at(catalogue)
    chosen = [opened.load(slug) for slug in exercises or opened.order]
    if list_sentences:
        typer.echo("\n\n".join(map(as_listed, chosen)))
        raise typer.Exit
    if backend:
        chosen = choose_backend(backend, chosen)
    if gpu:
        chosen = on_gpu(gpu, chosen)
    options = Options(seeds, no_samples, no_cache, mutants, update_signatures, pictures, lazy)
    findings, records = verify_all(chosen, catalogue, options, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(records))
    raise typer.Exit(1 if findings else 0)
