"""Answers that cost nothing: a check that one of them passes says little, or has a reason to."""

import ast
import inspect
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.author import sample, source
from autograder.author.exercise import Exercise
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify import lazy_answers
from autograder.verify.exercise_lint import LAZY, Finding
from autograder.verify.known_answer import Result, Trial

PREFIX = "lazy: "


def trials(exercise: Exercise) -> list[Trial]:
    """Have each task answered lazily in each way, and all other tasks rightly."""
    right = sample.reference(exercise)
    return [
        Trial(f"{PREFIX}{kind}, {task.name}", right | {task.name: cell}, tasks=(task.name,))
        for task in exercise.tasks
        for kind in lazy_answers.KINDS
        if (cell := lazy_cell(right[task.name], kind))
    ]


def lazy_cell(answer: str, kind: str) -> str:
    """Add to an answer cell what makes its functions and classes lazy, in one of `KINDS`."""
    names = [
        node.name
        for node in source.parse(answer).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    # In a namespace of its own, so that the notebook's names stay what they are.
    text = inspect.getsource(lazy_answers)
    start = f"lazy = {{}}\nexec({text!r}, lazy)\n"
    return f"{answer}\n\n{start}lazy['replace'](globals(), {names!r}, {kind!r})" if names else ""


def argued(exercise: Exercise) -> dict[tuple[str, str], str]:
    """Read which lazy answer passes which check with good reason: `[[passes]]` tables."""
    path: Path = exercise.staff_folder / LAZY
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))["passes"]
    return {
        (check, answer): table["why"]
        for table in tables
        for check in table["checks"]
        for answer in table["answers"]
    }


def findings(exercise: Exercise, results: Sequence[Result]) -> Iterator[Finding]:
    """Tell of each check that counts and that a lazy answer passes, and of arguments without use."""
    arguments, used = argued(exercise), set()
    passed: dict[tuple[str, str], list[str]] = {}
    for result in results:
        kind = result.trial.name.removeprefix(PREFIX).partition(", ")[0]
        for name, task in result.outcome.tasks.items():
            for check in counted(task):
                used.add((check, kind))
                if (check, kind) not in arguments:
                    passed.setdefault((name, check), []).append(kind)
    for (name, check), kinds in passed.items():
        what = (
            f"answers that cost nothing pass it: {', '.join(dict.fromkeys(kinds))}. Ask for more, mark "
            f"it `supporting` if it is about how an answer comes about, or argue it in `{LAZY}`"
        )
        yield Finding(exercise.slug, f"{name}, {check}", what)
    for check, kind in sorted(arguments.keys() - used):
        what = f"`{LAZY}` argues that it passes `{kind}`, and it does not: drop the argument"
        yield Finding(exercise.slug, check, what)


def counted(task: TaskOutcome) -> list[str]:
    """Name the checks that earn points for this answer."""
    return [
        record.check
        for record in task.records
        if record.verdict is Verdict.PASS and (task.alive or not record.supporting)
    ]
