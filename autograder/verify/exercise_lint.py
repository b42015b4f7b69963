"""The rules that the folders and the release of an exercise must keep. A broken rule is a finding."""

import io
import tempfile
import tokenize
from collections.abc import Iterator
from pathlib import Path

from autograder.author import exam, notebook, outputs, sample, source
from autograder.author.exercise import Exercise
from autograder.author.scaffold import UNWRITTEN
from autograder.feedback import diagnosis
from autograder.gradebook.course_folder import CourseFolder
from autograder.judge.verdict import Verdict
from autograder.verify import experiments, old_names, sentences
from autograder.verify.finding import Finding

PUBLIC_FILES = {"exercise.toml", "notebook.py", "checks.py", outputs.FOLDER}
# Lists changes by machine that make no difference, and why.
EQUIVALENT = "equivalent.toml"
# Lists lazy answers that may pass a check, and why.
LAZY = "lazy.toml"
STAFF_FILES = {
    *("solution.py", "checks.py", "checks", "samples", exam.FOLDER),
    *(EQUIVALENT, LAZY, sentences.UNTRIED, diagnosis.FILE),
}
# The verdicts of samples. `blank` is for the stub, `waiting` for an answer that a person marks, and
# `broken` for faults of Held-out.
NO_SAMPLES = (Verdict.BLANK, Verdict.WAITING, Verdict.BROKEN)
VERDICTS = [verdict.value for verdict in Verdict if verdict not in NO_SAMPLES]
# A shorter line, like `return x`, may be in a release by chance.
SECRET_LENGTH = 20


def static(exercise: Exercise, catalogue: str) -> Iterator[Finding]:
    """Check an exercise's folders and its release, without grading."""
    for where, what in _static(exercise, catalogue):
        yield Finding(exercise.slug, where, what)


def _static(exercise: Exercise, catalogue: str) -> Iterator[tuple[str, str]]:
    yield from _stray(exercise.folder, PUBLIC_FILES)
    yield from _stray(exercise.staff_folder, STAFF_FILES)
    if notebook.write(notebook.build(exercise)) != notebook.write(notebook.build(exercise)):
        yield "notebook.py", "two builds differ: something in it is random"
    names = {task.name for task in exercise.checked}
    yield from _marks(exercise, names)
    yield from _twins(exercise)
    yield from sentences.findings(exercise)
    for what in experiments.stale(exercise):
        yield outputs.FOLDER, what
    yield from _samples(exercise, names)
    yield from _unwritten(exercise, catalogue)
    yield from _leaks(exercise, catalogue)


def _marks(exercise: Exercise, names: set[str]) -> Iterator[tuple[str, str]]:
    """Look for tasks without checks, checks without a task, and names that checks had before."""
    visible = exercise.folder / "checks.py"
    for path, files in ((visible, [visible]), (exercise.checks, exercise.check_files)):
        marked = {task for file in files for task in _marked_tasks(file)}
        for task in sorted(names - marked):
            yield str(path), f"no check is marked `task({task!r})`: write one"
        by_hand = {task.name for task in exercise.tasks if task.by_hand}
        for task in sorted(marked & by_hand):
            what = f"a check is marked `task({task!r})`, which a person marks: delete the check"
            yield str(path), what
        for task in sorted(marked - names - by_hand):
            yield str(path), f"a check is marked `task({task!r})`, which `exercise.toml` lacks"
        for file in files:
            for number, what in old_names.findings(file.read_text("utf-8")):
                yield f"{file}:{number}", what


def _twins(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Look for two checks of one name: their results could not be told apart."""
    seen: dict[str, Path] = {}
    for file in exercise.check_files:
        for node in source.parse(file.read_text("utf-8")).body:
            name = getattr(node, "name", "")
            if not name.startswith("test_"):
                continue
            if name in seen:
                what = f"`{seen[name].name}` has a check `{name}`, too: give one another name"
                yield f"{file}:{node.lineno}", what
            seen[name] = file


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
    if names and not any(known.verdict == Verdict.PASS for known in samples):
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
