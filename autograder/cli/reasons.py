"""Why points are missing: for each student, what they may have believed, or what stopped them."""

from collections import Counter
from collections.abc import Mapping

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.author import sample_header
from autograder.author.exercise import Exercise
from autograder.cli import scores, tables
from autograder.cli.tables import Name
from autograder.feedback import diagnosis
from autograder.feedback.sanitize import for_terminal
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from course.descriptions import first_line

NO_MODULE = ModuleNotFoundError.__name__
# How many tests with the same error are named, and how many missing modules.
MOST_NAMED = 4


def reason_table(exercise: Exercise | None, outcomes: Mapping[str, Outcome]) -> Table:
    """List the reasons of each student, in a table that is empty if everything passed."""
    diagnoses = sample_header.diagnoses(exercise) if exercise else {}
    result = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    # Long names wrap: the other column needs the room.
    result.add_column("student", max_width=max(tables.LONGEST, Console().width // 4))
    result.add_column("what may have happened", ratio=1)
    for student, outcome in sorted(outcomes.items()):
        for number, reason in enumerate(reasons(outcome, exercise, diagnoses)):
            name = Name("" if number else for_terminal(student))
            result.add_row(name, Text(for_terminal(reason)))
    return result


def reasons(outcome: Outcome, exercise: Exercise | None, diagnoses: Mapping[str, str]) -> list[str]:
    """List the reasons of one student. `diagnoses` are the sentences for known mistakes."""
    tasks = list(outcome.tasks.values())
    # No task could be judged: the reason concerns the whole submission, so it is told once.
    if tasks and not any(task.records for task in tasks) and {t.score for t in tasks} == {None}:
        notes = dict.fromkeys(task.note for task in tasks if task.note)
        return [*(f"no score: {note}" for note in notes), *outcome.remarks]
    if exercise is None:
        return [*outcome.remarks, *_of_cell_tests(outcome)]
    of_tasks = (_of_task(task, exercise, diagnoses) for task in tasks)
    return [*outcome.remarks, *filter(None, of_tasks)]


def _of_task(task: TaskOutcome, exercise: Exercise, diagnoses: Mapping[str, str]) -> str:
    sentence, recognised = diagnosis.explain(task, exercise, diagnoses)
    if sentence:
        return sentence if recognised else f"Likely: {sentence}"
    if task.verdict in (Verdict.PASS, Verdict.BLANK) or not (task.records or task.note):
        return ""
    first = next((r for r in task.records if r.verdict is task.verdict), None)
    return f"{task.task.name}, {task.verdict}: {task.note or (first.message if first else '')}"


def _of_cell_tests(outcome: Outcome) -> list[str]:
    """List what tests in cells raised, by notebook; tests with the same error share a line."""
    names = list(outcome.tasks)
    shown = scores.test_names(names)
    notebook_of = {
        name: notebook for notebook, group in scores.by_notebook(names).items() for name in group
    }
    groups: dict[tuple[str, str], list[str]] = {}
    for name, task in outcome.tasks.items():
        if task.verdict is Verdict.PASS or (task.verdict is Verdict.BLANK and not task.note):
            continue
        scored = task.score is not None and 0 < task.score < task.task.points
        partial = f"{task.score:g} of {task.task.points:g} points" if scored else ""
        if task.note or partial:
            key = (notebook_of[name], task.note or partial)
            groups.setdefault(key, []).append(shown[name])
    several = len({notebook for notebook, _ in groups}) > 1
    return [
        f"{f'{notebook}/' if several else ''}{_some(tests)}: {note}"
        for (notebook, note), tests in groups.items()
    ]


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def missing_modules(outcomes: Mapping[str, Outcome]) -> list[str]:
    """Name the modules that notebooks of a class failed to import, once for the class."""
    counts: Counter[str] = Counter()
    for outcome in outcomes.values():
        every = (output for outputs in outcome.outputs.values() for output in outputs)
        counts.update({str(out["evalue"]) for out in every if out.get("ename") == NO_MODULE})
    return [
        f"{count} of {len(outcomes)} submissions stop at `{first_line(error)}`. If the module should "
        "be there, install it where you grade. Notebooks that import it are then run again."
        for error, count in counts.most_common(MOST_NAMED)
    ]
