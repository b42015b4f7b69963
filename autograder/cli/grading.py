"""`heldout grade` on the screen: progress while it runs, a table when it is done."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from autograder.author import sample
from autograder.author.exercise import Exercise
from autograder.cli import score_changes, scores, tables
from autograder.cli.tables import Name
from autograder.errors import CourseError
from autograder.feedback import diagnosis
from autograder.feedback.looks import LOOKS
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.batch import Batch, course_lock
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final, Mark
from autograder.gradebook.submission import Graded, NotGraded
from autograder.judge.gpu_slots import ON_CPU, ON_GPU
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import WORST_FIRST, Verdict
from course.expect import first_line

SLOWEST = 5
SHARED = "These tests stand in cells: they share the student's process, where they can be forged."
# What an instructor should know of where an exercise ran that wants a GPU.
DEVICES = {
    ON_GPU: "ran on a GPU, behind a weaker wall: `heldout doctor` tells what it lets by.",
    ON_CPU: "ran on the processor: a GPU is wanted, and none was at hand.",
}
OURS = "Broken, by a fault of ours (no score, staff must look)"
NO_MODULE = ModuleNotFoundError.__name__
# Of tests that raised the same, and of modules that are missing.
MOST_NAMED = 4


@dataclass
class Options:
    """What `heldout grade` was asked for besides who and what."""

    jobs: int = 0
    yes: bool = False
    fresh: bool = False
    as_json: bool = False


def grade_class(
    room: CourseFolder, slug: str, student: str = "", options: Options | None = None
) -> tuple[dict[str, Graded], bool]:
    """Grade a class (or one student) and show it; gives what was graded, and whether all is written."""
    options = options or Options()
    exercise = room.exercise(slug)
    students = _students(room, slug, student)
    if exercise is not None:
        room.expect_released(exercise)
    console = Console(quiet=options.as_json)
    with course_lock(room.root):
        with console.status(f"Joining the nodes of {room.on}" if room.on else "Starting"):
            executor = room.services.executor
        batch = Batch(room, slug, students, options.jobs, options.fresh)
        graded: dict[str, Graded] = {}
        started = time.monotonic()
        try:
            _watch(batch, executor.notices, graded, console, as_json=options.as_json)
        except KeyboardInterrupt:
            console.print(
                f"Stopped. {len(graded)} of {len(students)} are graded and kept; the same "
                "command goes on with the others."
            )
            raise
        seconds = time.monotonic() - started
        written = score_changes.settle(batch, console, yes=options.yes, as_json=options.as_json)
        outcomes = {who: each.outcome for who, each in graded.items()}
        ledger = room.ledger(slug)
        title = exercise.title if exercise else slug
        unwritten = () if written else tuple(change.student for _, change in batch.pending)
        console.print(scores.table(title, graded, ledger, unwritten))
        reasons = reason_table(exercise, outcomes)
        if reasons.row_count:
            console.print(reasons)
        if exercise is None:
            console.print(SHARED, style="dim")
        _closing(console, outcomes, batch.refused, executor.level, seconds)
        scores.tell_marks_by_hand(graded, ledger, console)
    return graded, written and not batch.refused


def _students(room: CourseFolder, slug: str, student: str) -> list[str]:
    students = room.students(slug)
    if student and student not in students:
        raise CourseError(f"`{room.folder('submitted', slug, student)}` does not exist.")
    if not students:
        place = room.folder("submitted", slug, "STUDENT")
        name = f"{slug}.ipynb" if room.exercise(slug) else "*.ipynb"
        raise CourseError(f"Nobody has submitted `{slug}`: expected notebooks at `{place / name}`.")
    return [student] if student else students


def _watch(
    batch: Batch,
    notices: list[str],
    graded: dict[str, Graded],
    console: Console,
    *,
    as_json: bool,
) -> None:
    started = time.monotonic()
    with _progress(console) as progress:
        _tell(notices, console)
        bar = progress.add_task(f"Grading {batch.slug}", total=len(batch.students), said="")
        for result in batch.run():
            if isinstance(result, Graded):
                # A class's notebooks are too much to keep.
                graded[result.student] = replace(result, notebooks={})
                final = batch.expected[result.student]
                if as_json:
                    record = as_record(result.student, result.outcome, final, batch.ledger.points)
                    print(json.dumps(record | {"pending": batch.holds(result)}), flush=True)
                elif not console.is_terminal:
                    line = one_line(result, final, batch.ledger.points)
                    line += "  (not written yet: it would change a score)" * batch.holds(result)
                    # A line is a submission's, for whoever reads them by program.
                    console.print(line, markup=False, highlight=False, soft_wrap=True)
            elif as_json:
                told = {"student": result.student, "not_graded": result.why}
                print(json.dumps(told), flush=True)
            _tell(notices, console)
            # Nobody sees it elsewhere, and it looks at the whole class each time.
            if console.is_terminal:
                rate = (len(graded) + len(batch.refused)) / (time.monotonic() - started)
                outcomes = [each.outcome for each in graded.values()]
                said = f"{rate:.1f}/s  {_tally(outcomes)}  {_slowest(outcomes)}"
                progress.update(bar, advance=1, said=said)


def _tell(notices: list[str], console: Console) -> None:
    # Where JSON is printed, people read the other stream.
    where = Console(stderr=True) if console.quiet else console
    while notices:
        where.print(for_terminal(notices.pop(0)), style="dim", markup=False, highlight=False)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        # The bar and the time are the last to go on a narrow screen.
        TextColumn(
            "{task.fields[said]}", table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")
        ),
        console=console,
        expand=True,
        disable=not console.is_terminal,
        transient=True,
    )


def _slowest(outcomes: Sequence[Outcome]) -> str:
    """The task that took longest so far, over everybody."""
    every = (task for outcome in outcomes for task in outcome.tasks.values())
    slowest = max(every, key=lambda task: task.seconds, default=None)
    return f"slowest: {slowest.task.name} {slowest.seconds:.0f} s" if slowest else ""


def _tally(outcomes: Sequence[Outcome]) -> str:
    every = [task.verdict for outcome in outcomes for task in outcome.tasks.values()]
    counts = ((verdict, every.count(verdict)) for verdict in WORST_FIRST)
    return "  ".join(f"{verdict} {count}" for verdict, count in counts if count)


def one_line(graded: Graded, final: Final, points: float) -> str:
    """A graded submission in one plain line; where there are many tasks, they are counted."""
    outcome = graded.outcome
    if len(outcome.tasks) <= scores.ACROSS:
        verdicts = " ".join(f"{name}={task.verdict}" for name, task in outcome.tasks.items())
    else:
        verdicts = _tally([outcome])
    run = "known" if len(outcome.known) == len(outcome.tasks) else f"in {outcome.seconds:.1f} s"
    scored = f"{figure(final.score)}/{points:g}" if final.is_scored else "no score"
    return f"{for_terminal(graded.student)}: {scored} {run}  {verdicts}"


def as_record(
    student: str, outcome: Outcome, final: Final | None = None, points: float = 0.0
) -> dict[str, Any]:
    """A graded submission for programs.

    `score` is what the gradebook says of it once it is written; each task has what its checks gave.
    """
    if final is None:
        marks = {("", name): Mark(task.score) for name, task in outcome.tasks.items()}
        final, points = Final(0.0, marks), outcome.points
    return {
        "student": student,
        "exercise": outcome.exercise,
        "score": final.score if final.is_scored else None,
        "points": points,
        "late_penalty": final.penalty,
        "by_hand": {cell: mark.manual for (_, cell), mark in final.overruled.items()},
        "seconds": round(outcome.seconds, 3),
        "isolation": outcome.isolation,
        "device": outcome.device,
        "known": list(outcome.known),
        "remarks": list(outcome.remarks),
        "tasks": {
            name: {
                "verdict": task.verdict.value,
                "score": task.score,
                "misconception": task.misconception,
            }
            for name, task in outcome.tasks.items()
        },
    }


def reason_table(exercise: Exercise | None, outcomes: dict[str, Outcome]) -> Table:
    """What each student is likely to have believed, or what stopped them."""
    said = sample.diagnoses(exercise) if exercise else {}
    result = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    # Long names go on below: what happened needs the room.
    result.add_column("student", max_width=max(tables.LONGEST, Console().width // 4))
    result.add_column("what may have happened", ratio=1)
    for student, outcome in sorted(outcomes.items()):
        for place, why in enumerate(_reasons(outcome, exercise, said)):
            name = Name("" if place else for_terminal(student))
            result.add_row(name, Text(for_terminal(why)))
    return result


def _reasons(outcome: Outcome, exercise: Exercise | None, said: dict[str, str]) -> list[str]:
    tasks = list(outcome.tasks.values())
    # Nothing could be judged, and for one reason: it is no task's.
    if tasks and not any(task.records for task in tasks) and {t.score for t in tasks} == {None}:
        notes = dict.fromkeys(task.note for task in tasks if task.note)
        return [*(f"no score: {note}" for note in notes), *outcome.remarks]
    if exercise is None:
        return [*outcome.remarks, *_of_tests(outcome)]
    why = (_why(task, exercise, said) for task in tasks)
    return [*outcome.remarks, *filter(None, why)]


def _why(task: TaskOutcome, exercise: Exercise, said: dict[str, str]) -> str:
    sentence, recognised = diagnosis.explain(task, exercise, said)
    if sentence:
        return sentence if recognised else f"Likely: {sentence}"
    if task.verdict in (Verdict.PASS, Verdict.BLANK) or not (task.records or task.note):
        return ""
    first = next((r for r in task.records if r.verdict is task.verdict), None)
    return f"{task.task.name}, {task.verdict}: {task.note or (first.message if first else '')}"


def _of_tests(outcome: Outcome) -> list[str]:
    """Tell, notebook by notebook, what cells with tests raised; those that raised the same together."""
    shown = scores.test_names(list(outcome.tasks))
    books = {
        name: book
        for book, names in scores.by_notebook(list(outcome.tasks)).items()
        for name in names
    }
    groups: dict[tuple[str, str], list[str]] = {}
    for name, task in outcome.tasks.items():
        if task.verdict is Verdict.PASS or (task.verdict is Verdict.BLANK and not task.note):
            continue
        scored = task.score is not None and 0 < task.score < task.task.points
        part = f"{task.score:g} of {task.task.points:g} points" if scored else ""
        if task.note or part:
            groups.setdefault((books[name], task.note or part), []).append(shown[name])
    several = len({book for book, _ in groups}) > 1
    return [
        f"{f'{book}/' if several else ''}{_some(names)}: {note}"
        for (book, note), names in groups.items()
    ]


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def missing_modules(outcomes: dict[str, Outcome]) -> list[str]:
    """Tell once for a class which modules its notebooks have missed: whoever grades installs them."""
    counts: Counter[str] = Counter()
    for outcome in outcomes.values():
        shown = (each for outputs in outcome.outputs.values() for each in outputs)
        counts.update({str(each["evalue"]) for each in shown if each.get("ename") == NO_MODULE})
    return [
        f"{count} of {len(outcomes)} submissions stop at `{first_line(why)}`. If it should be there, "
        "it where you grade: what imports it is then run again."
        for why, count in counts.most_common(MOST_NAMED)
    ]


def _closing(
    console: Console,
    outcomes: dict[str, Outcome],
    refused: list[NotGraded],
    level: str,
    seconds: float,
) -> None:
    signs = "  ".join(f"{sign} {word}" for word, sign, _ in LOOKS.values())
    console.print(signs, style="dim")
    known = sum(len(outcome.known) == len(outcome.tasks) for outcome in outcomes.values())
    done = f"{len(outcomes)} graded in {seconds:.0f} s, isolation {level}."
    again = f" {known} of them were known and not run again." if known else ""
    console.print(done + again, highlight=False)
    for device, said in DEVICES.items():
        count = sum(outcome.device == device for outcome in outcomes.values())
        if count:
            console.print(f"{count} {said}", highlight=False)
    slow = sorted(outcomes.items(), key=lambda pair: -pair[1].seconds)[:SLOWEST]
    named = ", ".join(f"{for_terminal(who)} {o.seconds:.1f} s" for who, o in slow if o.seconds > 1)
    if named:
        console.print(f"Slowest: {named}", markup=False, highlight=False)
    for problem in refused:
        text = for_terminal(f"Not graded: {problem.student}: {problem.why}")
        console.print(text, style="red", markup=False)
    for student, outcome in sorted(outcomes.items()):
        for name, task in outcome.tasks.items():
            if task.verdict is Verdict.BROKEN:
                why = next((f"{r.check}: {r.detail}" for r in task.records if r.detail), task.note)
                # Of a traceback the last line says what it was.
                last = next(reversed(why.strip().splitlines()), "")
                text = for_terminal(f"{OURS}: {student}, {name}: {last}")
                console.print(text, style="magenta", markup=False)
    for sentence in missing_modules(outcomes):
        console.print(for_terminal(sentence), style="yellow", markup=False, highlight=False)
