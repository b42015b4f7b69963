"""`heldout grade` on the screen: progress while it runs, a table when it is done."""

import json
import time
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.author import sample
from autograder.author.exercise import Exercise
from autograder.books.classroom import Classroom, ClassroomError, Refused
from autograder.books.feedback import LOOKS
from autograder.books.safe import for_terminal
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import WORST_FIRST, Verdict


def grade_class(
    room: Classroom, slug: str, student: str = "", *, as_json: bool = False
) -> dict[str, Outcome]:
    """Grade a class (or one student) and show it; gives each student's outcome."""
    exercise = room.catalogue.load(slug)
    students = room.students(slug)
    if student and student not in students:
        raise ClassroomError(f"`{room.root / 'submitted' / student / slug}` does not exist.")
    students = [student] if student else students
    if not students:
        raise ClassroomError(
            f"Nobody has submitted `{slug}`: expected notebooks at "
            f"`{room.root / 'submitted' / 'STUDENT' / slug / slug}.ipynb`."
        )
    console = Console(quiet=as_json)
    with console.status(f"Importing what {slug} needs"):
        level = room.warm_up(slug)
    outcomes: dict[str, Outcome] = {}
    refused: list[Refused] = []

    def heard(name: str, outcome: Outcome) -> None:
        outcomes[name] = outcome
        if as_json:
            print(json.dumps(as_record(name, outcome)), flush=True)
        elif not console.is_terminal:
            console.print(one_line(name, outcome), markup=False, highlight=False)

    started = time.monotonic()
    with _progress(console) as progress:
        bar = progress.add_task(f"Grading {slug}", total=len(students), worst="")
        for name in students:
            problem = room.grade(slug, name, heard)
            if problem is not None:
                refused.append(problem)
            progress.update(bar, advance=1, worst=_tally(outcomes))
    seconds = time.monotonic() - started
    console.print(score_table(exercise, outcomes))
    console.print(reason_table(exercise, outcomes))
    _closing(console, outcomes, refused, level, seconds)
    return outcomes


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[worst]}"),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def _tally(outcomes: dict[str, Outcome]) -> str:
    every = [task.verdict for outcome in outcomes.values() for task in outcome.tasks.values()]
    counts = ((verdict, every.count(verdict)) for verdict in WORST_FIRST)
    return "  ".join(f"{verdict} {count}" for verdict, count in counts if count)


def one_line(student: str, outcome: Outcome) -> str:
    """A graded submission in one plain line."""
    verdicts = " ".join(f"{name}={task.verdict}" for name, task in outcome.tasks.items())
    scored = f"{outcome.score:g}/{outcome.points:g} in {outcome.seconds:.1f} s"
    return f"{for_terminal(student)}: {scored}  {verdicts}"


def as_record(student: str, outcome: Outcome) -> dict[str, Any]:
    """A graded submission for programs."""
    return {
        "student": student,
        "exercise": outcome.exercise,
        "score": outcome.score,
        "points": outcome.points,
        "seconds": round(outcome.seconds, 3),
        "isolation": outcome.isolation,
        "tasks": {
            name: {"verdict": task.verdict.value, "score": task.score, "belief": task.belief}
            for name, task in outcome.tasks.items()
        },
    }


def score_table(exercise: Exercise, outcomes: dict[str, Outcome]) -> Table:
    """Students down, tasks across: score and verdict of each."""
    result = Table(title=exercise.title, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("student", overflow="fold", min_width=22)
    for task in exercise.tasks:
        header = Text(f"{task.name} /{task.points:g}", overflow="fold")
        result.add_column(header, justify="right", min_width=6, max_width=6)
    result.add_column(f"all /{exercise.points:g}", justify="right")
    result.add_column("s", justify="right", min_width=4)
    for student, outcome in sorted(outcomes.items()):
        cells = [_cell(task) for task in outcome.tasks.values()]
        total, seconds = Text(f"{outcome.score:g}"), Text(f"{outcome.seconds:.1f}")
        result.add_row(Text(for_terminal(student)), *cells, total, seconds)
    return result


def reason_table(exercise: Exercise, outcomes: dict[str, Outcome]) -> Table:
    """What each student is likely to have believed, or what stopped them."""
    said = sample.diagnoses(exercise)
    result = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("student", overflow="fold", max_width=24)
    result.add_column("what may have happened")
    for student, outcome in sorted(outcomes.items()):
        reasons = [why for task in outcome.tasks.values() if (why := _why(task, said))]
        for place, why in enumerate(reasons):
            result.add_row(Text("" if place else for_terminal(student)), Text(for_terminal(why)))
    return result


def _cell(task: TaskOutcome) -> Text:
    _, sign, colour = LOOKS[task.verdict]
    score = "–" if task.score is None else f"{task.score:g}"
    return Text(f"{score} {sign}", style=colour)


def _why(task: TaskOutcome, said: dict[str, str]) -> str:
    if task.belief in said:
        return said[task.belief]
    if task.verdict in (Verdict.PASS, Verdict.BLANK):
        return ""
    first = next((r for r in task.records if r.verdict is task.verdict), None)
    return f"{task.task.name}, {task.verdict}: {first.says if first else task.note}"


def _closing(
    console: Console,
    outcomes: dict[str, Outcome],
    refused: list[Refused],
    level: str,
    seconds: float,
) -> None:
    signs = "  ".join(f"{sign} {word}" for word, sign, _ in LOOKS.values())
    console.print(signs, style="dim")
    console.print(f"{len(outcomes)} graded in {seconds:.0f} s, isolation {level}.", highlight=False)
    for problem in refused:
        text = for_terminal(f"Not graded: {problem.student}: {problem.why}")
        console.print(text, style="red", markup=False)
    for student, outcome in sorted(outcomes.items()):
        for name, task in outcome.tasks.items():
            if task.verdict is Verdict.BROKEN:
                detail = next((r.detail for r in task.records if r.detail), task.note)
                text = f"Broken (ours, no score): {student}, {name}: {detail}"
                console.print(for_terminal(text), style="magenta", markup=False)
