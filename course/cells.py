"""The cells of a learner's notebook, whether or not its kernel has run them."""

import json
import os
import symtable
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any


def not_run(missed: Iterable[str], folder: Path, names: Mapping[str, Any]) -> list[str]:
    """List those missed names that a cell defines, and that the kernel, which has `names`, lacks.

    After a restart a learner may have run only some cells. `folder` is the exercise's.
    """
    absent = {name for name in missed if name not in names}
    if not absent:
        return []
    return sorted(absent & {name for text in _sources(folder, names) for name in _defined(text)})


def _sources(folder: Path, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the notebook as it was released and as it was last saved, where they are known."""
    released = folder / "notebook.py"
    if released.is_file():
        yield released.read_text("utf-8")
    for path in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        try:
            cells = json.loads(Path(str(path)).read_text("utf-8"))["cells"]
            yield from ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        # It is another kind of file, or it was renamed since the kernel started.
        except (OSError, ValueError, LookupError, TypeError):
            continue


def _defined(text: str) -> list[str]:
    try:
        # Of a backslash in a text, say. The cell itself has warned of it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = symtable.symtable(text, "cell", "exec")
    # A learner may save in the middle of a line. Lines such as `%time` are no Python.
    except (SyntaxError, ValueError, RecursionError):
        return []
    symbols = top.get_symbols()
    return [s.get_name() for s in symbols if s.is_assigned() or s.is_imported() or s.is_namespace()]
