"""`heldout verify`: the battery that every exercise must pass before a student meets it."""

import ast
import functools
import io
import tempfile
import tokenize
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.books.batch import default_jobs
from autograder.books.classroom import Classroom
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict

PUBLIC_FILES = {"exercise.toml", "notebook.py", "checks.py"}
STAFF_FILES = {"solution.py", "checks.py", "samples"}
# A shorter line says too little to be anybody's secret (`return x`).
TELLING = 20


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an exercise: where, and what."""

    exercise: str
    where: str
    what: str


def verify_all(
    exercises: list[Exercise],
    catalogue: str = "",
    *,
    seeds: int = 1,
    fast: bool = False,
    quiet: bool = False,
) -> list[Finding]:
    """Run the battery over exercises of a catalogue (its root; empty for the installed one).

    Prints and gives the findings, over `seeds` different secrets.
    """
    console = Console(quiet=quiet)
    findings: list[Finding] = []
    for exercise in exercises:
        todo = list(_graded(exercise, fast=fast))
        found = [Finding(exercise.slug, *pair) for pair in _static(exercise, catalogue)]
        with Progress(console=console, transient=True) as progress:
            bar = progress.add_task(f"Verifying {exercise.slug}", total=len(todo) * seeds)
            for pairs in _examined(exercise, todo, seeds):
                found += [Finding(exercise.slug, *pair) for pair in pairs]
                progress.advance(bar)
        graded = f"{len(todo)} submissions × {seeds} seed(s)"
        verdict = f"{len(found)} finding(s)" if found else "everything as it should be"
        console.print(f"{exercise.slug}: {graded}, {verdict}", highlight=False)
        for finding in found:
            console.print(f"  {finding.where}: {finding.what}", markup=False, style="red")
        findings += found
    return findings


Examine = Callable[[Exercise, Outcome], Iterator[str]]


Todo = tuple[str, dict[str, str], Examine]


def _examined(exercise: Exercise, todo: list[Todo], seeds: int) -> Iterator[list[tuple[str, str]]]:
    """Grade each submission with each seed; give what is wrong with it as pairs of place and fault."""
    for seed in range(seeds):
        with (
            Supervisor(f"verify {seed}".encode()) as supervisor,
            ThreadPoolExecutor(default_jobs(exercise.limits.memory_mib)) as pool,
        ):
            grade = functools.partial(_grade, supervisor, exercise)
            for (name, _, examine), outcome in zip(todo, pool.map(grade, todo), strict=True):
                yield [(f"{name}, seed {seed}", what) for what in examine(exercise, outcome)]


def _grade(supervisor: Supervisor, exercise: Exercise, one: Todo) -> Outcome:
    _, answers, examine = one
    cells = dict(notebook.cells_to_run(sample.fill(exercise, answers)))
    if examine in (_reference, _stub):
        cells |= _visible(exercise, cells)
    return supervisor.grade(exercise, cells)


def _graded(exercise: Exercise, *, fast: bool) -> Iterator[Todo]:
    right = sample.reference(exercise)
    yield "solution.py", right, _reference
    yield "the stub", {}, _stub
    for known in [] if fast else sample.load_all(exercise):
        name = f"samples/{known.name}_{known.verdict}.py"
        yield name, right | known.answers, _known(known)


def _visible(exercise: Exercise, cells: dict[int, str]) -> dict[int, str]:
    """Cells that run the visible checks, too, after all others."""
    first = max(cells) + 1
    return {first + i: f'check("{task.name}")' for i, task in enumerate(exercise.tasks)}


def _visible_answers(exercise: Exercise, outcome: Outcome) -> dict[str, str]:
    last = list(outcome.outputs.values())[-len(exercise.tasks) :]
    texts = ["".join(str(o.get("text") or o.get("evalue")) for o in outputs) for outputs in last]
    return dict(zip([task.name for task in exercise.tasks], texts, strict=True))


def _reference(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.PASS or task.score != task.task.points:
            yield f"our own answer to `{name}` is {task.verdict}: {_failures(outcome, name)}"
        if task.seconds > exercise.limits.task_seconds / 2:
            yield f"`{name}` takes {task.seconds:.0f} s, more than half of its limit: raise it"
        for record in task.records:
            if not record.claim:
                yield f"`{record.check}` has no docstring: students read it as the check's claim"
    if outcome.seconds > exercise.limits.submission_seconds / 2:
        yield f"the reference takes {outcome.seconds:.0f} s, more than half of the limit: raise it"
    for name, text in _visible_answers(exercise, outcome).items():
        if "the visible checks pass" not in text:
            yield f"the visible checks of `{name}` do not pass on our own answer: {text.strip()}"


def _stub(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BLANK or task.score != 0:
            yield f"untouched, `{name}` is {task.verdict} with {task.score} points: expected blank"
    for name, text in _visible_answers(exercise, outcome).items():
        if "not started" not in text:
            yield f"untouched, the visible checks of `{name}` say: {text.strip()}"


def _known(known: sample.Sample) -> Examine:
    def examine(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
        for name, task in outcome.tasks.items():
            wanted = known.verdict if name == known.task else "pass"
            if task.verdict != wanted:
                failures = _failures(outcome, name)
                yield f"`{name}` is {task.verdict}, expected {wanted}: {failures}"
            elif name == known.task and wanted == "wrong" and task.belief != known.name:
                yield f"caught, but taken for `{task.belief}`: name it where its check fails"

    return examine


def _failures(outcome: Outcome, name: str) -> str:
    task = outcome.tasks[name]
    failed = (r for r in task.records if r.verdict is not Verdict.PASS)
    return "; ".join(f"{r.check}: {r.says or r.detail}" for r in failed) or task.note


def _static(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    yield from _stray(exercise.folder, PUBLIC_FILES)
    yield from _stray(exercise.staff_folder, STAFF_FILES)
    if notebook.write(notebook.build(exercise)) != notebook.write(notebook.build(exercise)):
        yield "notebook.py", "two builds differ: something in it depends on chance"
    names = {task.name for task in exercise.tasks}
    for path in (exercise.folder / "checks.py", exercise.checks):
        marked = set(_marked_tasks(path))
        for task in sorted(names - marked):
            yield str(path), f"no check is marked `task({task!r})`: write one"
        for task in sorted(marked - names):
            yield str(path), f"a check is marked `task({task!r})`, which `exercise.toml` lacks"
    for known in sample.load_all(exercise):
        if known.task and known.task not in names:
            yield f"samples/{known.name}", f"its task `{known.task}` is not in `exercise.toml`"
    yield from _leaks(exercise, catalogue)


def _stray(folder: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        if path.name not in known and path.name != "__pycache__":
            yield str(path), f"a stray file; expected: {', '.join(sorted(known))}"


def _marked_tasks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="task"), args=[ast.Constant(value=str(name))]):
                yield name


def _leaks(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    """Look for staff's lines in what nbgrader really releases."""
    with tempfile.TemporaryDirectory() as folder:
        room = Classroom.init(Path(folder) / "course", catalogue)
        released = room.release(exercise.slug)
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
        # An answer's line may stand in its stub; a check's line anywhere in the public notebook.
        allowed = public if path.name == "checks.py" else stubs
        for line in sorted((_code_lines(path) & shown) - allowed):
            yield str(path), f"a line of it stands in the release: {line}"


def _code_lines(path: Path) -> set[str]:
    """The telling lines of a file: code that is long enough, no comments."""
    source = path.read_text("utf-8")
    rows = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type in (tokenize.NAME, tokenize.OP, tokenize.NUMBER)
    }
    lines = source.splitlines()
    return {text for row in rows if len(text := lines[row - 1].strip()) >= TELLING}
