"""What a zygote should import for notebooks that do not say so themselves."""

import ast
import functools
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook, source

# Worth importing once for a class, and safe to fork from: they start no thread that matters.
WORTHWHILE = ("numpy", "scipy", "pandas", "matplotlib", "sklearn", "tensorflow", "keras")
ALWAYS = ("IPython",)

# A parsed module takes a thousand times its own size.
MOST_CHARACTERS = 100_000


def preload_of(folder: Path) -> tuple[str, ...]:
    """Choose by the notebooks in an instructor's folder of an assignment."""
    paths = sorted(folder.glob("*.ipynb"))
    return _preload_of(tuple((path, path.stat().st_mtime_ns) for path in paths))


# Asked for each submission of a class; an edited file is read again.
@functools.lru_cache(64)
def _preload_of(files: tuple[tuple[Path, int], ...]) -> tuple[str, ...]:
    return preload([notebook.read(path) for path, _ in files])


def preload(notebooks: Sequence[NotebookNode]) -> tuple[str, ...]:
    """Choose what to import once, by what the instructor's own notebooks import."""
    found = {name for nb in notebooks for name in _imports(nb)}
    wanted = [name for name in WORTHWHILE if name in found and importlib.util.find_spec(name)]
    return tuple("matplotlib.pyplot" if name == "matplotlib" else name for name in wanted) + ALWAYS


def libraries_of(nb: NotebookNode, beside: Iterable[Path]) -> tuple[tuple[str, str], ...]:
    """Name what a notebook, and modules beside it, import, with versions: its outcome depends on them.

    What is longer than any person writes is not looked at. The version is empty for what is not
    installed, or part of Python, or a module beside it.
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


# It reads the folders of all that is installed.
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
    # Magics and `!` are no Python; a line of them must not hide the imports beside it.
    lines = [line for line in text.splitlines() if line.lstrip()[:1] not in "%!?"]
    try:
        nodes = ast.walk(source.parse("\n".join(lines)))
    # A null byte, half a surrogate pair, what nests too deep: a student wrote it.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in nodes:
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
