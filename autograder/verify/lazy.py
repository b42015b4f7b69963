"""Tries lazy answers: a check that one of them passes is too weak, or has a reason to let it pass."""

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
from autograder.verify.exercise_lint import LAZY
from autograder.verify.finding import Finding
from autograder.verify.known_answer import Result, Trial

PREFIX = "lazy: "


def trials(exercise: Exercise) -> list[Trial]:
    """Make a trial for each task and each kind of lazy answer; all other answers are right."""
    right = sample.reference(exercise)
    return [
        Trial(f"{PREFIX}{kind}, {task.name}", right | {task.name: cell}, tasks=(task.name,))
        for task in exercise.checked
        for kind in lazy_answers.KINDS
        if (cell := lazy_cell(right[task.name], kind))
    ]


def lazy_cell(answer: str, kind: str) -> str:
    """Extend an answer cell so that its functions and classes give lazy answers of this kind."""
    names = [
        node.name
        for node in source.parse(answer).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    # A namespace of its own: the notebook's names must not change.
    text = inspect.getsource(lazy_answers)
    start = f"lazy = {{}}\nexec({text!r}, lazy)\n"
    return f"{answer}\n\n{start}lazy['replace'](globals(), {names!r}, {kind!r})" if names else ""


def argued(exercise: Exercise) -> dict[tuple[str, str], str]:
    """Read from `[[passes]]` tables which lazy answers may pass which checks, and why."""
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
    """Report each check that a lazy answer passes, and each argument that is not needed.

    A check that earns no points for the answer is not reported.
    """
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
            f"lazy answers pass it: {', '.join(dict.fromkeys(kinds))}. Make it stricter, mark it "
            f"`supporting` if it checks how an answer is computed, or give a reason in `{LAZY}`"
        )
        yield Finding(exercise.slug, f"{name}, {check}", what)
    for check, kind in sorted(arguments.keys() - used):
        what = f"`{LAZY}` gives a reason why `{kind}` passes it, but it does not: delete the reason"
        yield Finding(exercise.slug, check, what)


def counted(task: TaskOutcome) -> list[str]:
    """List the checks that earn points for this answer."""
    return [
        record.check
        for record in task.records
        if record.verdict is Verdict.PASS and (task.alive or not record.supporting)
    ]
