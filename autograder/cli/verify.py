"""`heldout verify` on the screen: progress, tables of how often checks err, and findings."""

import functools
import math
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import platformdirs
import typer
from rich.console import Console
from rich.progress import Progress

from autograder.author.exercise import Exercise
from autograder.cli.verify_tables import margin_table, matrix_table
from autograder.feedback import diagnosis
from autograder.judge.turns import default_jobs
from autograder.verify import (
    diagnosis_accuracy,
    exercise_lint,
    expected_verdicts,
    known_answer,
    lazy,
    margin,
    mutants,
)
from autograder.verify.diagnosis_accuracy import Entry, Score
from autograder.verify.finding import Finding
from autograder.verify.known_answer import Result, Trial
from autograder.verify.margin import Margin
from autograder.verify.matrix import Confusion, Matrix
from autograder.verify.picture import draw

# How often a log gets a line on how far it is.
LINE_SECONDS = 60.0


@dataclass(frozen=True)
class Options:
    """Options of `heldout verify`.

    `no_samples` leaves out samples and lazy answers; `lazy` tries lazy answers all the same.
    `mutants` also grades small changes of the reference solution. `update_signatures` writes how
    known mistakes fail, for diagnosis. `pictures` is a folder.
    """

    seeds: int = 1
    no_samples: bool = False
    no_cache: bool = False
    mutants: bool = False
    update_signatures: bool = False
    pictures: Path | None = None
    lazy: bool = False
    journal: Path = platformdirs.user_cache_path("heldout") / "verify.db"


def verify_all(
    exercises: Sequence[Exercise],
    catalogue: str = "",
    options: Options | None = None,
    *,
    quiet: bool = False,
) -> tuple[list[Finding], list[dict[str, Any]]]:
    """Test the checks of exercises, and print the result unless `quiet`.

    `catalogue` is the root of their catalogue, empty for the installed one. Returns all findings,
    and a record of each exercise as plain data.
    """
    options = options or Options()
    console = Console(quiet=quiet)
    with Progress(console=console, transient=True) as progress:
        grade = functools.partial(_grade_all, options=options, progress=progress)
        with ThreadPoolExecutor(_at_once(exercises, options)) as pool:
            graded = zip(exercises, pool.map(grade, exercises), strict=True)
            verified = [_verify(one, catalogue, options, *of, console) for one, of in graded]
    findings = [finding for of_one, _ in verified for finding in of_one]
    return findings, [record for _, record in verified]


def _at_once(exercises: Sequence[Exercise], options: Options) -> int:
    """Say how many exercises to grade at a time: our answers alone do not occupy all cores."""
    if not options.no_samples or options.lazy or options.mutants:
        return 1
    return min((default_jobs(exercise.limits) for exercise in exercises), default=1)


def _grade_all(
    exercise: Exercise, options: Options, progress: Progress
) -> tuple[list[Result], list[Result], list[Result]]:
    """Grade known answers, lazy answers and changes of our answer, as far as the options ask for it."""
    trials = known_answer.trials(exercise, samples=not options.no_samples)
    of_lazy = lazy.trials(exercise) if options.lazy or not options.no_samples else []
    of_mutants = mutants.trials(exercise) if options.mutants else []
    return (
        _grade(exercise, trials, options.seeds, options, progress),
        _grade(exercise, of_lazy, 1, options, progress),
        _grade(exercise, of_mutants, 1, options, progress),
    )


def _verify(
    exercise: Exercise,
    catalogue: str,
    options: Options,
    results: Sequence[Result],
    of_lazy: Sequence[Result],
    of_mutants: Sequence[Result],
    console: Console,
) -> tuple[list[Finding], dict[str, Any]]:
    findings = [
        *exercise_lint.static(exercise, catalogue),
        *expected_verdicts.broken(exercise, results),
        *(finding for result in results for finding in expected_verdicts.examine(exercise, result)),
    ]
    matrix, margins = Matrix.of(exercise, results), margin.margins(results)
    entries = diagnosis_accuracy.entries(results)
    score = diagnosis_accuracy.score(entries)
    if not options.no_samples:
        _show_errors(console, matrix, margins, options)
        if options.update_signatures:
            _update_signatures(console, exercise, entries)
        _show_diagnosis(console, score)
        findings += matrix.findings()
        findings += margin.findings(exercise.slug, margins)
        findings += diagnosis_accuracy.findings(exercise, score)
    if of_lazy:
        findings += lazy.findings(exercise, of_lazy)
        console.print(f"{len(of_lazy)} lazy answers tried.", style="dim", highlight=False)
    if of_mutants:
        findings += mutants.findings(exercise, of_mutants)
        _show_mutants(console, exercise, of_mutants)
    _show_findings(console, exercise, results, findings)
    return findings, record(matrix, findings) | {
        "diagnosis": asdict(score) | {"alike": sorted(score.alike)},
        "margins": [asdict(measured) for measured in margins],
        "mutants": {result.trial.name: not mutants.survived(result) for result in of_mutants},
    }


def _grade(
    exercise: Exercise,
    trials: Sequence[Trial],
    seeds: int,
    options: Options,
    progress: Progress,
) -> list[Result]:
    if not trials:
        return []
    results = []
    title = f"Verifying {exercise.slug}"
    bar = progress.add_task(title, total=len(trials) * seeds)
    lines = _Lines(title, progress.console)
    for result in known_answer.run(
        exercise, trials, seeds, options.journal, no_cache=options.no_cache
    ):
        results.append(result)
        progress.advance(bar)
        lines.tell(len(results), len(trials) * seeds)
    progress.remove_task(bar)
    return results


class _Lines:
    """Lines in place of a progress bar, for a log: one a minute, with the time that is left."""

    def __init__(self, title: str, console: Console) -> None:
        self._title = title
        self._is_wanted = not console.is_terminal and not console.quiet
        self._began = self._told = time.monotonic()

    def tell(self, done: int, total: int) -> None:
        """Write a line if the last one is old enough."""
        now = time.monotonic()
        if self._is_wanted and now - self._told > LINE_SECONDS and done < total:
            self._told = now
            left = (now - self._began) / done * (total - done)
            line = f"{self._title}: {done} of {total}, about {math.ceil(left / 60)} min left"
            typer.echo(line, err=True)


def _show_errors(
    console: Console, matrix: Matrix, margins: Sequence[Margin], options: Options
) -> None:
    """Print how often checks err, and draw it if a folder for pictures is given."""
    console.print(matrix_table(matrix))
    if margins:
        console.print(margin_table(margins))
    shared = f"{len(matrix.shared())} of {len(matrix.checks)} checks"
    console.print(f"{shared} catch only mistakes that other checks catch, too.", style="dim")
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        draw(matrix, options.pictures / f"{matrix.exercise.slug}.png")


def _update_signatures(console: Console, exercise: Exercise, entries: Sequence[Entry]) -> None:
    signatures = [(entry.task, entry.mistake, entry.signature) for entry in entries]
    console.print(f"Wrote {diagnosis.record(exercise, signatures)}", highlight=False)


def _show_diagnosis(console: Console, score: Score) -> None:
    if score.precision is None:
        return
    for sentence in (
        f"A mistake whose signature is recorded is recognised by it in {score.recognised} of "
        f"{score.known} gradings, {score.right} times rightly.",
        f"A mistake whose signature is not recorded is taken for another one in "
        f"{score.mistaken} of {score.unknown} gradings.",
        f"If both kinds are equally frequent, {score.precision:.0%} of the diagnoses are right.",
    ):
        console.print(sentence, highlight=False)


def _show_mutants(console: Console, exercise: Exercise, results: Sequence[Result]) -> None:
    equivalent = Counter(task for task, _ in mutants.equivalents(exercise))
    for task in exercise.checked:
        of_task = [result for result in results if task.name in result.trial.tasks]
        killed = sum(not mutants.survived(result) for result in of_task)
        counts = f"{killed} of {len(of_task)} mutants killed, {equivalent[task.name]} equivalent"
        console.print(f"  {task.name}: {counts}", highlight=False)


def _show_findings(
    console: Console, exercise: Exercise, results: Sequence[Result], findings: Sequence[Finding]
) -> None:
    cached = sum(bool(result.outcome.known) for result in results)
    graded = f"{len(results)} gradings ({cached} cached)"
    verdict = f"{len(findings)} finding(s)" if findings else "no findings"
    console.print(f"{exercise.slug}: {graded}, {verdict}", highlight=False)
    for finding in findings:
        console.print(f"  {finding.where}: {finding.what}", markup=False, style="red")


def record(matrix: Matrix, findings: Sequence[Finding]) -> dict[str, Any]:
    """Write an exercise's findings and counts as plain data."""
    return {
        "exercise": matrix.exercise.slug,
        "findings": [asdict(finding) for finding in findings],
        "tasks": {name: _figures(confusion) for name, confusion in matrix.tasks.items()},
        "checks": {name: _figures(confusion) for name, confusion in matrix.checks.items()},
        "kills": matrix.kills,
        "flaky": matrix.flaky,
        "shared": matrix.shared(),
    }


def _figures(confusion: Confusion) -> dict[str, float | None]:
    return asdict(confusion) | {
        "precision": confusion.precision,
        "recall": confusion.recall,
        "bound": confusion.false_fail_bound,
    }
