"""`heldout`: one command for authors, instructors and learners."""

import json
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer
from rich.console import Console

from autograder.cli import ascii_output

app = typer.Typer(no_args_is_help=True, add_completion=False)
CatalogueRoot = Annotated[str, typer.Option(help="Root of a catalogue of your own.")]
Slugs = Annotated[list[str] | None, typer.Argument(help="Exercises; all of the course if none.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Target = Literal["csv", "canvas", "moodle"]
Backend = Annotated[str, typer.Option(help="Keras on tensorflow, jax or torch.")]
On = Annotated[str, typer.Option(help="The nodes of a cluster: `ray`, or `ray:HOST:PORT`.")]
Unsafe = Annotated[bool, typer.Option("--unsafe", help="Practice only: no isolation.")]

NOT_RELEASED = "`{}` was handed in and never released: it is left out. Release it first: `{}`."
WRONG_USE = 2
# As a shell says of a command that Ctrl-C has ended.
STOPPED = 130


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with the status for wrong use."""
    Console(stderr=True).print(message, style="bold red", markup=False, highlight=False)
    raise typer.Exit(WRONG_USE)


@contextmanager
def _errors_in_words() -> Iterator[None]:
    """Show our own errors as sentences; anything else is a bug and keeps its traceback."""
    from autograder.errors import HeldoutError

    try:
        yield
    except HeldoutError as error:
        fail(str(error))
    # Of a path that somebody has named; one of ours is a bug.
    except (FileExistsError, FileNotFoundError, NotADirectoryError, PermissionError) as error:
        if error.filename is None or not _was_named(str(error.filename)):
            raise
        fail(f"`{error.filename}`: {error.strerror}.")
    except KeyboardInterrupt:
        _done()
        raise typer.Exit(STOPPED) from None


def _was_named(path: str) -> bool:
    """Tell whether a path, or one above it, stands in the command."""
    above = {str(each) for each in (Path(path), *Path(path).parents)} - {".", "/"}
    return any(word in above or str(Path(word).absolute()) in above for word in sys.argv[1:])


def _done() -> None:
    """Let nobody interrupt the tidying up, which is short."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _quiet_nbgrader() -> None:
    from sqlalchemy.exc import SAWarning

    # nbgrader 0.9.6 builds its rows in an order that SQLAlchemy 2.1 remarks on.
    warnings.filterwarnings("ignore", category=SAWarning)


@contextmanager
def _closing() -> Iterator[ExitStack]:
    """Close what was opened, at the end of a command; Ctrl-C does not interrupt that."""
    stack = ExitStack()
    try:
        yield stack
    finally:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        stack.close()
        signal.signal(signal.SIGINT, handler)


@contextmanager
def _classroom(unsafe: bool = False, on: str = "", supervisor: Any = None) -> Iterator[Any]:
    """Open the course in this directory; close it, and the `supervisor` if one is given, at the end."""
    with _closing() as stack:
        if supervisor is not None:
            stack.callback(supervisor.close)
        from autograder.gradebook.course_folder import CourseFolder

        _quiet_nbgrader()
        yield stack.enter_context(
            CourseFolder(Path.cwd(), unsafe=unsafe, on=on, supervisor=supervisor)
        )


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"heldout {metadata.version('heldout')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """A Keras course that grades itself."""
    ascii_output.streams()


@app.command()
def demo(
    directory: Annotated[Path, typer.Argument(help="Where to make the course.")] = Path(
        "heldout-demo"
    ),
    catalogue: CatalogueRoot = "",
    unsafe: Unsafe = False,
) -> None:
    """Make a course, grade a small class of known submissions, and show what came out."""
    from autograder.cli import demo as demonstration

    _quiet_nbgrader()
    with _errors_in_words():
        demonstration.run(directory, catalogue=catalogue, unsafe=unsafe)


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="The course's directory.")],
    catalogue: CatalogueRoot = "",
) -> None:
    """Make a course's directory, ready for `heldout` and for `nbgrader`."""
    from autograder.gradebook.course_folder import CourseFolder

    with _errors_in_words():
        room = CourseFolder.init(directory, catalogue)
    typer.echo(f"Made {room.root} with {len(room.catalogue.order)} exercise(s).")
    typer.echo(f"Next: cd {directory} && heldout release {room.catalogue.order[0]}")


@app.command()
def release(
    slugs: Slugs = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Though there are submissions of an earlier release.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Build the notebooks that students get, and enter their cells into the gradebook."""
    from autograder.cli.releasing import release_all

    with _errors_in_words(), _classroom() as room:
        release_all(room, slugs or list(room.catalogue.order), replace=replace, as_json=as_json)


@app.command()
def grade(
    slugs: Slugs = None,
    student: Annotated[str, typer.Option(help="Grade this student alone.")] = "",
    jobs: Annotated[int, typer.Option(help="Workers at once; by cores and memory if 0.")] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Change standing scores unasked.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Run what is known, too.")] = False,
    on: On = "",
    unsafe: Unsafe = False,
    as_json: Json = False,
) -> None:
    """Grade what is in `submitted/` on all cores, into nbgrader's gradebook; goes on where it stopped."""
    from autograder.cli import start_imports
    from autograder.errors import NoIsolation

    supervisor = None
    try:
        if not on:
            supervisor = start_imports.give(Path.cwd(), slugs or [], unsafe=unsafe)
    except NoIsolation as error:
        fail(str(error))
    from autograder.cli.grading import Options, grade_class
    from autograder.errors import CourseError

    options = Options(jobs, yes, fresh, as_json)
    with _errors_in_words(), _classroom(unsafe, on, supervisor) as room:
        chosen = slugs or [
            slug
            for slug in room.assignments()
            if (who := room.students(slug)) and (not student or student in who)
        ]
        if not chosen:
            whose = f"`{student}` has" if student else "Nobody has"
            raise CourseError(f"{whose} submitted anything in `{room.root}/submitted`.")
        # Who names none means all that can be graded; one that cannot costs the others nothing.
        left_out = [] if slugs else [slug for slug in chosen if not room.is_released(slug)]
        for slug in left_out:
            typer.echo(NOT_RELEASED.format(slug, room.how_to_release(slug)), err=True)
        written = []
        for slug in (slug for slug in chosen if slug not in left_out):
            try:
                written.append(grade_class(room, slug, student, options)[1])
            except CourseError as error:
                if slugs:
                    raise
                typer.echo(str(error), err=True)
                written.append(False)
    _done()
    sys.exit(0 if all(written) and not left_out else 1)


@app.command()
def history(
    student: Annotated[str, typer.Argument(help="The student's name.")],
    slug: Annotated[str, typer.Argument(help="The exercise.")],
    as_json: Json = False,
) -> None:
    """Show how a student's score came to be: every outcome that stood, when, and why it changed."""
    from autograder.cli.score_changes import show_history
    from autograder.errors import CourseError

    with _errors_in_words(), _classroom() as room:
        final = room.ledger(slug).standing.get(student)
        if not show_history(room.journal, student, slug, final, as_json=as_json):
            raise CourseError(f"Nothing of `{student}` was graded in `{slug}` so far.")


@app.command()
def feedback(
    slugs: Slugs = None,
    student: Annotated[str, typer.Option(help="Write this student's page alone.")] = "*",
    as_json: Json = False,
) -> None:
    """Write the feedback pages that students read."""
    from autograder.errors import CourseError
    from autograder.feedback.sanitize import for_terminal
    from autograder.gradebook.publisher import without_feedback, write_feedback

    with _errors_in_words(), _classroom() as room:
        pages, unwritten = {}, {}
        for slug in slugs or room.assignments():
            written = write_feedback(room, slug, student)
            pages[slug] = [str(path) for path in written.paths]
            unwritten[slug] = written.unwritten
        for slug in slugs or []:
            if not pages[slug]:
                whose = "Nobody was" if student == "*" else f"`{student}` was not"
                raise CourseError(f"{whose} graded in `{slug}` so far: `heldout grade {slug}`.")
    if as_json:
        typer.echo(json.dumps(pages))
    for slug, paths in pages.items() if not as_json else ():
        if not paths:
            continue
        typer.echo(f"{slug}: {len(paths)} page(s) under {room.root / 'feedback'}")
    missing = {slug: without_feedback(room, slug, student) for slug in slugs or room.assignments()}
    for slug, names in missing.items():
        for name in names:
            why = unwritten[slug].get(name, "its page was removed.")
            typer.echo(for_terminal(f"{slug}: no page for {name}: {why}"), err=True)
        if names:
            typer.echo(
                f"The traces stand in `{room.heldout_folder.log}`, beside these names.", err=True
            )
    sys.exit(1 if any(missing.values()) else 0)


@app.command()
def report(
    slugs: Slugs = None,
    html: Annotated[Path | None, typer.Option(help="Write a page into this file.")] = None,
    as_json: Json = False,
) -> None:
    """Tell what a graded class says of the checks: who fails them, which are suspect, what is unknown.

    With --html also of the class: scores, misconceptions, who is late, whose answers are alike.
    """
    from autograder.cli.report import report as show
    from autograder.cli.report import write_page
    from autograder.errors import CourseError

    with _errors_in_words(), _classroom() as room:
        found = []
        for slug in slugs or room.catalogue.order:
            if slug not in room.catalogue and slug in room.assignments():
                raise CourseError(
                    f"`{slug}` carries its tests in its cells: a report tells of hidden checks, which "
                    "an exercise of a catalogue has."
                )
            exercise = room.catalogue.load(slug)
            graded = room.journal.outcomes(exercise)
            if graded:
                found.append((exercise, graded))
            elif slugs:
                raise CourseError(f"Nobody was graded in `{slug}` so far: `heldout grade {slug}`.")
        if as_json or not html:
            for exercise, graded in found:
                show(exercise, graded, as_json=as_json)
        if html:
            write_page(room, found, html, quiet=as_json)


@app.command()
def export(
    to: Annotated[Target, typer.Option(help="A table for people, or what an LMS imports.")],
    slugs: Annotated[list[str] | None, typer.Argument(help="All that was graded if none.")] = None,
    roster: Annotated[str, typer.Option(help="A CSV: who each student is in the LMS.")] = "",
    output: Annotated[str, typer.Option(help="The file; `grades-….csv` if none.")] = "",
) -> None:
    """Write final scores as a table, or for the import of Canvas or Moodle."""
    from autograder.cli.export import export as write

    with _errors_in_words(), _classroom() as room:
        complete = write(room, to, slugs or [], roster=roster, output=output)
    sys.exit(0 if complete else 1)


@app.command()
def bench(
    few: Annotated[int, typer.Option(help="Submissions of the short runs.")] = 2,
    many: Annotated[int, typer.Option(help="Submissions of the long runs.")] = 12,
    picture: Annotated[Path | None, typer.Option(help="Draw it into this PNG.")] = None,
    simulate: Annotated[int, typer.Option(help="Plan a class of so many, in a graded course.")] = 0,
    feed: Annotated[int, typer.Option(help="Outcomes to feed the databases; all if 0.")] = 0,
    on: On = "",
    slug: Annotated[str, typer.Option(help="The exercise of that class; the first if none.")] = "",
    gpu: Annotated[str, typer.Option(help="Slots on a GPU, one after the other: 1,2,4,8.")] = "",
    backend: Backend = "",
    as_json: Json = False,
) -> None:
    """Time stock nbgrader, `heldout grade` and the bare work side by side, on ordinary notebooks.

    With `--on`, in a course: its class here and on a cluster, in turns. With `--gpu`: `--many` known
    answers of an exercise (or of each) on the processor, then on a GPU in ever smaller parts.
    """
    from autograder.cli import bench as benchmark
    from autograder.errors import BenchError

    if gpu:
        with _errors_in_words():
            benchmark.share_out(gpu, [slug] if slug else [], many, backend, as_json=as_json)
        return
    if simulate or on:
        with _errors_in_words(), _classroom(on=on) as room:
            name = slug or room.assignments()[0]
            if on:
                benchmark.travel(room, name, as_json=as_json)
                return
            benchmark.simulate(room, name, simulate, feed or simulate, as_json=as_json)
        return
    if not 0 < few < many:
        fail(f"Expected 0 < few < many. Received: {few} and {many}.")
    try:
        benchmark.run(few, many, picture, as_json=as_json)
    except BenchError as error:
        fail(str(error))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Show the isolation level, each layer with what it stops, limits and versions; give advice."""
    from autograder.cli import doctor as examination

    found = examination.examine()
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        examination.show(found)
    sys.exit(1 if found["level"] == "practice, not isolated" else 0)


@app.command()
def new(
    slug: Annotated[str, typer.Argument(help="The exercise's name, like `even-odd`.")],
    catalogue: Annotated[
        Path, typer.Option(help="Root of the catalogue; made if need be.")
    ] = Path(),
) -> None:
    """Write the folders of a new exercise: a small one that works, but for our answer and its texts."""
    from autograder.author import scaffold

    with _errors_in_words():
        made = scaffold.new(slug, catalogue)
    typer.echo("\n".join(f"Wrote {path}" for path in made))
    typer.echo(
        f"Next: heldout verify {slug} --catalogue {catalogue}; what it finds is what is left."
    )


Notebook = Annotated[Path, typer.Argument(help="A notebook of an exercise.")]


@app.command()
def check(
    path: Notebook,
    tasks: Annotated[list[str] | None, typer.Argument(help="Tasks; all if none.")] = None,
    catalogue: CatalogueRoot = "",
    unsafe: Unsafe = False,
    as_json: Json = False,
) -> None:
    """Grade your own notebook as an instructor's run would, and print the answer."""
    from autograder.cli import learner
    from autograder.practice.practice import Practice

    with _errors_in_words(), _closing() as stack:
        practice = stack.enter_context(Practice(path, catalogue, unsafe=unsafe))
        passed = learner.check(practice, tasks or [], as_json=as_json)
    sys.exit(0 if passed else 1)


@app.command()
def watch(path: Notebook, catalogue: CatalogueRoot = "", unsafe: Unsafe = False) -> None:
    """Grade your own notebook at every save: only the tasks whose cells have changed."""
    from autograder.cli import learner
    from autograder.practice.practice import Practice

    with _errors_in_words(), _closing() as stack:
        practice = stack.enter_context(Practice(path, catalogue, unsafe=unsafe))
        learner.watch(practice)


@app.command()
def learn(
    directory: Annotated[Path, typer.Argument(help="Your folder.")] = Path("heldout-learn"),
    catalogue: CatalogueRoot = "",
) -> None:
    """Start a folder of your own with every notebook, or show where you stand in it."""
    from autograder.cli import learner
    from autograder.gradebook.catalogues import catalogue_at

    with _errors_in_words():
        found = catalogue_at(catalogue)
        written = learner.learn(found, directory)
    typer.echo(repr(learner.where(found)))
    if written:
        typer.echo(f"\nWrote {len(written)} notebook(s). Open them: jupyter lab {directory}")
        typer.echo(f"In a second terminal, for answers at every save: heldout watch {written[0]}")


@app.command()
def verify(
    slugs: Slugs = None,
    seeds: Annotated[int, typer.Option(help="How many times each sample is graded.")] = 1,
    fast: Annotated[bool, typer.Option("--fast", help="Leave the samples out.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Run what is known, too.")] = False,
    lazy: Annotated[
        bool, typer.Option("--lazy", help="With --fast: try lazy answers, too.")
    ] = False,
    mutants: Annotated[bool, typer.Option("--mutants", help="Change our answers, too.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Write how mistakes fail.")] = False,
    pictures: Annotated[Path | None, typer.Option(help="Draw matrices into this folder.")] = None,
    backend: Backend = "",
    gpu: Annotated[float, typer.Option(help="On so much of a GPU each, 0.25 say.")] = 0,
    catalogue: CatalogueRoot = "",
    as_json: Json = False,
) -> None:
    """Grade the graders: right answers pass, each mistake is caught and named, and how often not."""
    from autograder.cli.verify import Options, choose_backend, on_gpu, verify_all
    from autograder.gradebook.catalogues import catalogue_at

    _quiet_nbgrader()
    with _errors_in_words():
        found = catalogue_at(catalogue)
        chosen = [found.load(slug) for slug in slugs or found.order]
        if backend:
            chosen = choose_backend(backend, chosen)
        if gpu:
            chosen = on_gpu(gpu, chosen)
        options = Options(seeds, fast, fresh, mutants, record, pictures, lazy)
        findings, records = verify_all(chosen, catalogue, options, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(records))
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    app()
