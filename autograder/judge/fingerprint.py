"""Computes one key of all that a task's outcome depends on. With an equal key it is not run again."""

import ast
import functools
import hashlib
import platform
from collections.abc import Collection, Iterable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

import autograder
import course
from autograder.author import source
from autograder.author.exercise import Exercise, Task
from autograder.process import environment
from autograder.sandbox.sandbox import Level

# The results of a submission may depend on the versions of these.
LIBRARIES = ("numpy", "keras", "tensorflow", "jax", "torch", "ipython", "hypothesis", "pytest")
# Files at the top of an exercise's folder. Its limits count separately. The rest is not read.
# Beside a notebook that carries its own tests, these are files like any other.
OWN_FILES = {"exercise.toml", "notebook.py", "checks.py"}
# People read these, or they list the exercises (`course.toml`).
TOLD = {".md", ".toml"}
# The packages that run or judge a submission. The other ones only record what came out.
ENGINE = ("author", "judge", "sandbox", "process", "worker", "probe")


def run_key(
    exercise: Exercise, digest: str, seed: int, level: Level, device: str, own: object = ()
) -> str:
    """Fingerprint a run of a submission's cells.

    `digest` stands for the cells. `own` tells which task a cell belongs to.
    """
    parts = {
        "exercise": exercise.slug,
        "student": digest,
        "own": own,
        "seed": seed,
        "level": level.value,
        "device": device,
        "limits": asdict(exercise.limits),
        "preload": exercise.preload,
        "cell_test_options": exercise.cell_test_options,
        "data": _files(exercise.folder, set() if exercise.cell_test_options else OWN_FILES),
        "engine": engine(),
        "versions": versions(),
    }
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def task_keys(exercise: Exercise, tasks: Iterable[Task], run: str) -> dict[str, str]:
    """Fingerprint tasks of a submission, by name. `run` is the fingerprint of its run.

    The hidden checks of other tasks do not count, nor do files that hold only such checks.
    """
    tasks, keys = list(tasks), {}
    # A notebook with its own tests has no tasks, and no hidden checks.
    texts = [path.read_text("utf-8") for path in exercise.check_files] if tasks else []
    for task in tasks:
        checks = [_checks(text, task.name) for text in texts]
        parts = (run, task.name, task.points, task.credit, exercise.reveal, checks)
        keys[task.name] = hashlib.sha256(repr(parts).encode()).hexdigest()
    return keys


@functools.cache
def versions() -> tuple[tuple[str, str], ...]:
    """List the versions of Python and of the installed libraries, and the backend of Keras."""
    known = [("python", platform.python_version())]
    for name in LIBRARIES:
        try:
            known.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return (*known, ("backend", environment.backend()))


@functools.cache
def engine() -> str:
    """Fingerprint the code that runs and judges submissions, and the course package with its data."""
    folders = [Path(root) / part for root in autograder.__path__ for part in ENGINE]
    folders += map(Path, course.__path__)
    return " ".join(_files(folder, suffixes=TOLD) for folder in folders)


# Every submission of a class needs them for each task.
@functools.lru_cache(256)
def _checks(text: str, task: str) -> str:
    """Reduce a file of checks to the parts that matter for one task, without comments and layout."""
    statements = _statements(text)
    tasks = {name for marks, _ in statements for name in marks}
    if tasks and task not in tasks:
        return ""
    return "\n".join(code for marks, code in statements if marks in ([], [task]))


@functools.lru_cache
def _statements(text: str) -> list[tuple[list[str], str]]:
    """Parse a file of checks once for all tasks: each statement, with the tasks that it is marked with."""
    try:
        nodes = source.parse(text).body
    except SyntaxError:
        return [([], text)]
    return [(source.marked(node, "task"), ast.unparse(node)) for node in nodes]


def _files(folder: Path, names: Collection[str] = (), suffixes: Collection[str] = ()) -> str:
    """Fingerprint a folder's files by path and content.

    Files with these `names` at its top, with these `suffixes`, and compiled Python are left out.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if str(place) in names or path.suffix in {*suffixes, ".pyc"} or path.is_dir():
            continue
        name, content = bytes(place), hashlib.sha256(path.read_bytes()).digest()
        digest.update(len(name).to_bytes(8, "big") + name + content)
    return digest.hexdigest()
