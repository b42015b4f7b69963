"""The rules that every exercise must keep. A broken rule is a finding: where, and what is wrong."""

import io
import tempfile
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.author import exam, notebook, outputs, sample, source
from autograder.author.exam import ExamPaper
from autograder.author.exercise import Exercise
from autograder.author.scaffold import UNWRITTEN
from autograder.feedback import diagnosis
from autograder.gradebook.course_folder import CourseFolder
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify import experiments, old_names, sentences
from autograder.verify.known_answer import REFERENCE, STUB, Result, Trial, visible_answers

PUBLIC_FILES = {"exercise.toml", "notebook.py", "checks.py", outputs.FOLDER}
# Lists changes by machine that make no difference, and why.
EQUIVALENT = "equivalent.toml"
# Lists lazy answers that may pass a check, and why.
LAZY = "lazy.toml"
STAFF_FILES = {
    *("solution.py", "checks.py", "checks", "samples", exam.FOLDER),
    *(EQUIVALENT, LAZY, sentences.UNTRIED, diagnosis.FILE),
}
# The verdicts of samples. `blank` is for the stub, and `broken` is for faults of Held-out.
VERDICTS = [verdict.value for verdict in Verdict if verdict not in (Verdict.BLANK, Verdict.BROKEN)]
# A shorter line, like `return x`, may be in a release by chance.
SECRET_LENGTH = 20


@dataclass(frozen=True)
class Finding:
    """One fault of an exercise: where it is, and what is wrong."""

    exercise: str
    where: str
    what: str


def examine(exercise: Exercise, result: Result) -> Iterator[Finding]:
    """Compare the verdicts of a trial with the expected ones; `broken` reports checks that crash."""
    trial, outcome = result.trial, replace(result.outcome, tasks=_judged(result.outcome))
    if trial.name == REFERENCE:
        faults = _reference(exercise, outcome)
    elif trial.name == STUB:
        faults = _stub(exercise, outcome)
    elif trial.paper:
        faults = _paper(trial.paper, outcome)
    else:
        faults = _sample(trial, outcome)
    for what in faults:
        yield Finding(exercise.slug, f"{trial.name}, seed {result.seed}", what)


def _judged(outcome: Outcome) -> dict[str, TaskOutcome]:
    return {
        name: task
        for name, task in outcome.tasks.items()
        if not any(record.verdict is Verdict.BROKEN for record in task.records)
    }


def broken(exercise: Exercise, results: Sequence[Result]) -> Iterator[Finding]:
    """Report each check that crashed, once: a misspelt name crashes it on every answer."""
    by_check: dict[tuple[str, str], list[CheckRecord]] = defaultdict(list)
    for result in results:
        for task in result.outcome.tasks.values():
            for record in task.records:
                by_check[record.task, record.check].append(record)
    for (name, check), records in by_check.items():
        details = [record.detail for record in records if record.verdict is Verdict.BROKEN]
        if details:
            what = f"it could not judge {len(details)} of {len(records)} answers: {details[0]}"
            yield Finding(exercise.slug, f"{name}, {check}", what.rstrip())


def _reference(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.PASS or task.score != task.task.points:
            yield f"the reference solution of `{name}` is {task.verdict}: {_failures(outcome, name)}"
        if task.seconds > exercise.limits.task_seconds / 2:
            yield f"`{name}` takes {task.seconds:.0f} s, over half of its limit: raise the limit"
        for record in task.records:
            if not record.description:
                yield f"`{record.check}` has no docstring: students read it as what the check claims"
    if outcome.student_seconds > exercise.limits.submission_seconds / 2:
        took = f"{outcome.student_seconds:.0f} s"
        yield f"the reference solution takes {took} of its own time, over half of the limit: raise it"
    for name, text in visible_answers(exercise, outcome).items():
        if "the visible checks pass" not in text:
            yield f"the reference solution fails the visible checks of `{name}`: {text.strip()}"


def _stub(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BLANK or task.score != 0:
            yield f"untouched, `{name}` is {task.verdict} with {task.score} points: expected blank"
    for name, text in visible_answers(exercise, outcome).items():
        if "not started" not in text:
            yield f"untouched, the visible checks of `{name}` print: {text.strip()}"


def _sample(trial: Trial, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        expected = trial.expected(name)
        # A mistake that one check takes for wrong may raise an error in another one.
        caught = expected == Verdict.WRONG and any(
            record.verdict is Verdict.WRONG for record in task.records
        )
        if task.verdict != expected and not (caught and task.verdict is Verdict.ERROR):
            yield f"`{name}` is {task.verdict}, expected {expected}: {_failures(outcome, name)}"
        elif (
            trial.known
            and expected == Verdict.WRONG
            and task.misconception not in ("", trial.known.name)
        ):
            fault = f"taken for `{task.misconception}`"
            yield f"caught, but {fault}: tell them apart where {_failures(outcome, name)}"


def _paper(paper: ExamPaper, outcome: Outcome) -> Iterator[str]:
    """Any verdict but `pass` is right for a wrong answer: nobody has foreseen how it fails."""
    for name, task in outcome.tasks.items():
        answer = paper.answers[name]
        passes = task.verdict is Verdict.PASS
        if answer.kind == "wrong" and passes:
            yield f"`{name}` gets full marks, but it breaks: {answer.breaks}"
        if answer.kind == "right" and not passes:
            yield f"`{name}` is {task.verdict}, but it is right: {_failures(outcome, name)}"


def _failures(outcome: Outcome, name: str) -> str:
    task = outcome.tasks[name]
    failed = (r for r in task.records if r.verdict is not Verdict.PASS)
    return "; ".join(f"{r.check}: {r.message or r.detail}" for r in failed) or task.note


def static(exercise: Exercise, catalogue: str) -> Iterator[Finding]:
    """Check an exercise's folders and its release, without grading."""
    for where, what in _static(exercise, catalogue):
        yield Finding(exercise.slug, where, what)


def _static(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    yield from _stray(exercise.folder, PUBLIC_FILES)
    yield from _stray(exercise.staff_folder, STAFF_FILES)
    if notebook.write(notebook.build(exercise)) != notebook.write(notebook.build(exercise)):
        yield "notebook.py", "two builds differ: something in it is random"
    names = {task.name for task in exercise.tasks}
    visible = exercise.folder / "checks.py"
    for path, files in ((visible, [visible]), (exercise.checks, exercise.check_files)):
        marked = {task for file in files for task in _marked_tasks(file)}
        for task in sorted(names - marked):
            yield str(path), f"no check is marked `task({task!r})`: write one"
        for task in sorted(marked - names):
            yield str(path), f"a check is marked `task({task!r})`, which `exercise.toml` lacks"
        for file in files:
            for number, what in old_names.findings(file.read_text("utf-8")):
                yield f"{file}:{number}", what
    yield from sentences.findings(exercise)
    for what in experiments.stale(exercise):
        yield outputs.FOLDER, what
    yield from _samples(exercise, names)
    yield from _unwritten(exercise, catalogue)
    yield from _leaks(exercise, catalogue)


def _samples(exercise: Exercise, names: set[str]) -> Iterator[tuple[str, str]]:
    samples = sample.load_all(exercise)
    for known in samples:
        if known.task and known.task not in names:
            yield f"samples/{known.name}", f"its task `{known.task}` is not in `exercise.toml`"
        if known.verdict not in VERDICTS:
            what = (
                f"`{known.verdict}` is no verdict: its name should end in _{', _'.join(VERDICTS)}"
            )
            yield f"samples/{known.name}_{known.verdict}", what
    for task in sorted(names - {known.task for known in samples}):
        yield "samples", f"no known mistake for `{task}`: write what a learner may believe"
    if not any(known.verdict == Verdict.PASS for known in samples):
        yield (
            "samples",
            "no right answer but the reference solution: write one to show what else passes",
        )


def _unwritten(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    folders = [exercise.folder, exercise.staff_folder]
    if catalogue:
        folders.append(Path(catalogue, "course"))
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if UNWRITTEN in line:
                    yield f"{path}:{number}", f"still to be written: {line.strip()}"


def _stray(folder: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        if path.name not in known and path.name != "__pycache__":
            yield str(path), f"a stray file; expected: {', '.join(sorted(known))}"


def _marked_tasks(path: Path) -> Iterator[str]:
    for node in source.parse(path.read_text("utf-8")).body:
        yield from source.marked(node, "task")


def _leaks(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    """Look for lines of staff files in the files that nbgrader releases."""
    with tempfile.TemporaryDirectory() as folder:
        course = CourseFolder.init(Path(folder) / "course", catalogue)
        released = course.release(exercise.slug)
        text = "\n".join(
            cell.source for path in released.glob("*.ipynb") for cell in notebook.read(path).cells
        )
    shown = {line.strip() for line in text.splitlines()}
    public = {line.strip() for line in exercise.notebook_source.read_text("utf-8").splitlines()}
    names = {task.name for task in exercise.tasks}
    stubs = {
        line.strip()
        for cell in notebook.build(exercise).cells
        if notebook.grade_id(cell) in names
        for line in cell.source.splitlines()
    }
    for path in sorted(exercise.staff_folder.rglob("*.py")):
        # A line of an answer may be in its stub, a line of a check anywhere in the public notebook.
        # Papers are written by people who had the notebook before them.
        seen = path in exercise.check_files or path.parent.name == exam.FOLDER
        allowed = public if seen else stubs
        for line in sorted((_code_lines(path) & shown) - allowed):
            yield str(path), f"a line of it stands in the release: {line}"


def _code_lines(path: Path) -> set[str]:
    """List the lines of a file that are code, not comments, and long enough to be secret."""
    text = path.read_text("utf-8")
    rows = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type in (tokenize.NAME, tokenize.OP, tokenize.NUMBER)
    }
    lines = text.splitlines()
    return {line for row in rows if len(line := lines[row - 1].strip()) >= SECRET_LENGTH}
