"""`heldout verify` on the screen: progress, findings, and how often checks err."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from typer import BadParameter

from autograder.author.exercise import Exercise
from autograder.cli.tables import Name, Whole, settled
from autograder.feedback import diagnosis
from autograder.probe import gpu, isolation
from autograder.process import environment
from autograder.verify import diagnosis_accuracy, exercise_lint, known_answer, lazy, margin, mutants
from autograder.verify.diagnosis_accuracy import Score
from autograder.verify.exercise_lint import Finding
from autograder.verify.known_answer import Result, Trial
from autograder.verify.margin import Margin
from autograder.verify.matrix import Confusion, Matrix
from autograder.verify.picture import draw

BACKENDS = ("tensorflow", "jax", "torch")


@dataclass(frozen=True)
class Options:
    """What `heldout verify` was asked for besides which exercises.

    `fast` leaves out the samples and the lazy answers; `lazy` tries the latter all the same.
    `mutants` changes our own answers by machine, too; `fresh` runs what is known; `record` writes how
    known mistakes fail, for diagnosis; `pictures` is a folder.
    """

    seeds: int = 1
    fast: bool = False
    fresh: bool = False
    mutants: bool = False
    record: bool = False
    pictures: Path | None = None
    lazy: bool = False
    journal: Path = platformdirs.user_cache_path("heldout") / "verify.db"


def choose_backend(backend: str, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Have Keras work on a backend from now on; gives the exercises that can, and names the others.

    Raises `BadParameter` for a backend that Keras or this installation lacks.
    """
    if backend not in BACKENDS:
        raise BadParameter(f"expected one of {', '.join(BACKENDS)}. Received: {backend}.")
    if find_spec(backend) is None:
        raise BadParameter(f"{backend} is not installed here: run `pip install {backend}`.")
    os.environ["KERAS_BACKEND"] = backend
    others = set(BACKENDS) - {backend}
    able = [exercise for exercise in exercises if not others & set(exercise.preload)]
    for exercise in exercises:
        if exercise not in able:
            names = ", ".join(sorted(others & set(exercise.preload)))
            print(f"{exercise.slug}: left out, it works with {names}.", file=sys.stderr)
    return able


def on_gpu(share: float, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Have exercises want a part of a GPU, whatever they say; raises `BadParameter` if there is none."""
    if not 0 < share <= 1:
        raise BadParameter(f"expected a part of a GPU, above 0 and up to 1. Received: {share:g}.")
    gpus, problems = gpu.usable(isolation.best(), environment.backend())
    if not gpus:
        raise BadParameter(" ".join(problems))
    return [replace(each, limits=replace(each.limits, gpu=share)) for each in exercises]


def verify_all(
    exercises: Sequence[Exercise],
    catalogue: str = "",
    options: Options | None = None,
    *,
    quiet: bool = False,
) -> tuple[list[Finding], list[dict[str, Any]]]:
    """Grade the graders of some exercises of a catalogue (its root; empty for the installed one).

    Prints, and gives the findings and a record of each exercise.
    """
    options = options or Options()
    console = Console(quiet=quiet)
    each = [_verify(exercise, catalogue, options, console) for exercise in exercises]
    return [one for found, _ in each for one in found], [told for _, told in each]


def _verify(
    exercise: Exercise, catalogue: str, options: Options, console: Console
) -> tuple[list[Finding], dict[str, Any]]:
    """Grade the graders of one exercise."""
    todo = known_answer.trials(exercise, fast=options.fast)
    results = _graded(exercise, todo, options.seeds, options, console)
    found = [
        *exercise_lint.static(exercise, catalogue),
        *exercise_lint.broken(exercise, results),
        *(one for result in results for one in exercise_lint.examine(exercise, result)),
    ]
    matrix, measured = Matrix.of(exercise, results), margin.margins(results)
    graded = diagnosis_accuracy.entries(results)
    score = diagnosis_accuracy.score(graded)
    if not options.fast:
        _show(console, matrix, measured, options)
        if options.record:
            signatures = [(one.task, one.mistake, one.signature) for one in graded]
            console.print(f"Wrote {diagnosis.record(exercise, signatures)}", highlight=False)
        _say_diagnosed(console, score)
        found += matrix.findings()
        found += margin.findings(exercise.slug, measured)
        found += diagnosis_accuracy.findings(exercise, score)
    if options.lazy or not options.fast:
        cheap = _graded(exercise, lazy.trials(exercise), 1, options, console)
        found += lazy.findings(exercise, cheap)
        console.print(f"{len(cheap)} lazy answers tried.", style="dim", highlight=False)
    changed = []
    if options.mutants:
        changed = _graded(exercise, mutants.trials(exercise), 1, options, console)
        found += mutants.findings(exercise, changed)
        _say_mutants(console, exercise, changed)
    _say(console, exercise, results, found)
    return found, record(matrix, found) | {
        "diagnosis": asdict(score) | {"alike": sorted(score.alike)},
        "margins": [asdict(one) for one in measured],
        "mutants": {result.trial.name: not mutants.survived(result) for result in changed},
    }


def _show(console: Console, matrix: Matrix, measured: Sequence[Margin], options: Options) -> None:
    """Print how often checks err, and draw it where that was asked for."""
    console.print(table(matrix))
    if measured:
        console.print(margin_table(measured))
    shared = f"{len(matrix.shared())} of {len(matrix.checks)} checks"
    console.print(f"{shared} catch only what others catch as well.", style="dim")
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        draw(matrix, options.pictures / f"{matrix.exercise.slug}.png")


def _graded(
    exercise: Exercise, todo: Sequence[Trial], seeds: int, options: Options, console: Console
) -> list[Result]:
    results = []
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task(f"Verifying {exercise.slug}", total=len(todo) * seeds)
        for result in known_answer.run(exercise, todo, seeds, options.journal, fresh=options.fresh):
            results.append(result)
            progress.advance(bar)
    return results


def _say_diagnosed(console: Console, score: Score) -> None:
    if score.precision is None:
        return
    told = (
        f"From how it fails alone, a known mistake is told in {score.spoken} of {score.known} "
        f"gradings, {score.right} rightly; one that nobody had recorded is taken for another in "
        f"{score.misled} of {score.unknown}. If both are met equally often, what is said is "
        f"right {score.precision:.0%} of the time."
    )
    console.print(told, highlight=False)


def _say_mutants(console: Console, exercise: Exercise, results: Sequence[Result]) -> None:
    argued = Counter(task for task, _ in mutants.equivalents(exercise))
    for task in exercise.tasks:
        of_task = [result for result in results if task.name in result.trial.tasks]
        killed = sum(not mutants.survived(result) for result in of_task)
        told = f"{killed} of {len(of_task)} mutants killed, {argued[task.name]} argued away"
        console.print(f"  {task.name}: {told}", highlight=False)


def _say(
    console: Console, exercise: Exercise, results: Sequence[Result], found: Sequence[Finding]
) -> None:
    known = sum(bool(result.outcome.known) for result in results)
    graded = f"{len(results)} gradings ({known} known)"
    verdict = f"{len(found)} finding(s)" if found else "everything as it should be"
    console.print(f"{exercise.slug}: {graded}, {verdict}", highlight=False)
    for finding in found:
        console.print(f"  {finding.where}: {finding.what}", markup=False, style="red")


def table(matrix: Matrix) -> Table:
    """Tasks down: right answers that failed, wrong ones that passed, and what that leaves likely."""
    title = matrix.exercise.slug
    result = Table(title=title, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("task")
    for name in ("right", "failed", "rate below", "wrong", "passed", "precision", "recall"):
        result.add_column(name, justify="right")
    for name, one in [*matrix.tasks.items(), ("all", matrix.of_exercise())]:
        result.add_row(Name(name), *map(Whole, _row(one)))
    return settled(result)


def margin_table(measured: Sequence[Margin]) -> Table:
    """What checks measure: right answers, and the nearest mistake; the narrowest margin first.

    A margin is in standard deviations (sds) of right answers, from their mean.
    """
    result = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("check\n  nearest mistake")
    for name in ("n", "right (sd)", "worst", "nearest", "sds"):
        result.add_column(name, justify="right")
    for one in sorted(measured, key=lambda each: each.deviations):
        right = f"{one.mean:.3g} ({one.deviation:.2g})"
        ends = (f"{one.worst:.3g}", f"{one.nearest:.3g}", f"{one.deviations:.1f}")
        mistake = Path(one.mistake).stem.removesuffix("_wrong")
        check = one.check.removeprefix("test_")
        figures = map(Whole, (str(one.draws), right, *ends))
        result.add_row(Name(f"{check}\n  {mistake}"), *figures)
    return settled(result)


def _row(one: Confusion) -> list[str]:
    shares = ["–" if share is None else f"{share:.3f}" for share in (one.precision, one.recall)]
    bound = f"{one.false_fail_bound:.4f}"
    counts = [one.right, one.right_failed, bound, one.wrong, one.wrong_passed]
    return [*map(str, counts), *shares]


def record(matrix: Matrix, found: Sequence[Finding]) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "exercise": matrix.exercise.slug,
        "findings": [asdict(finding) for finding in found],
        "tasks": {name: _numbers(one) for name, one in matrix.tasks.items()},
        "checks": {name: _numbers(one) for name, one in matrix.checks.items()},
        "kills": matrix.kills,
        "flaky": matrix.flaky,
        "shared": matrix.shared(),
    }


def _numbers(one: Confusion) -> dict[str, float | None]:
    more = {"precision": one.precision, "recall": one.recall, "bound": one.false_fail_bound}
    return asdict(one) | more
