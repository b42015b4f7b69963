"""Chooses which libraries a zygote imports for an ordinary nbgrader notebook."""

import ast
import functools
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook, source

# Large libraries that are safe to import before a fork: they start no thread that matters.
WORTHWHILE = ("numpy", "scipy", "pandas", "matplotlib", "sklearn", "tensorflow", "keras")
ALWAYS = ("IPython",)

# A parsed module takes a thousand times the memory of its text.
MOST_CHARACTERS = 100_000


def preload_of(folder: Path) -> tuple[str, ...]:
    """Choose the libraries by the notebooks in an instructor's folder of an assignment."""
    paths = sorted(folder.glob("*.ipynb"))
    return _preload_of(tuple((path, path.stat().st_mtime_ns) for path in paths))


# Called for each submission of a class. An edited file is read again.
@functools.lru_cache(64)
def _preload_of(files: tuple[tuple[Path, int], ...]) -> tuple[str, ...]:
    return preload([notebook.read(path) for path, _ in files])


def preload(notebooks: Sequence[NotebookNode]) -> tuple[str, ...]:
    """Choose the libraries that the instructor's own notebooks import."""
    found = {name for nb in notebooks for name in _imports(nb)}
    wanted = [name for name in WORTHWHILE if name in found and importlib.util.find_spec(name)]
    return tuple("matplotlib.pyplot" if name == "matplotlib" else name for name in wanted) + ALWAYS


def libraries_of(nb: NotebookNode, beside: Iterable[Path]) -> tuple[tuple[str, str], ...]:
    """Return name and version of each library that a notebook and the modules beside it import.

    The notebook's outcome depends on them. The version is empty for a module of Python's own, for
    one beside the notebook, and for one that is not installed. Very long modules are skipped.
    """
    found = {*_imports(nb)}
    for path in beside:
        if path.stat().st_size <= MOST_CHARACTERS:
            found.update(_imported(path.read_text("utf-8", "replace")))
    return tuple((name, _version(name)) for name in sorted(found))


def _version(name: str) -> str:
    for package in _packages().get(name, ()):
        try:
            return f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            continue
    return ""


# It reads the folders of all installed distributions.
@functools.cache
def _packages() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def _imports(nb: NotebookNode) -> Iterator[str]:
    for cell in nb.cells:
        if cell.cell_type == "code":
            yield from _imported(str(cell.source))


def _imported(text: str) -> Iterator[str]:
    if len(text) > MOST_CHARACTERS:
        return
    # Lines with magics and `!` are no Python. They must not hide the imports beside them.
    lines = [line for line in text.splitlines() if line.lstrip()[:1] not in "%!?"]
    try:
        nodes = ast.walk(source.parse("\n".join(lines)))
    # A student's text may hold a null byte or half a surrogate pair, or nest too deep.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in nodes:
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
