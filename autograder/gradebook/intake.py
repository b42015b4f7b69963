"""Reads a submitted file: gives a clean notebook, or the reason why there is none.

The file's size is checked here. A sandboxed child parses it, and gives plain data. From these data
the notebook is built anew here.
"""

import hashlib
import json
import stat
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import CHECK, Exercise
from autograder.errors import InputRefused, Unreadable
from autograder.gradebook import by_hand, file_kind, language
from autograder.gradebook.largest_notebook import LARGEST
from autograder.process.untrusted_call import SandboxedCalls

# The code that parses a file. Another version of it may give other cells.
VERSION = f"{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()} {nbformat.__version__}"
MOST_CELLS = 2000
# Of source text. No person writes more, and more would not fit on the wire.
MOST_CHARACTERS = 1 << 20


def read(path: Path, exercise: Exercise, sandboxed_calls: SandboxedCalls) -> NotebookNode:
    """Read a submission of an exercise. Sources and tags are the student's; all else is rebuilt.

    nbgrader's marks and points come from the exercise. Outputs are dropped. Deleted cells with
    points come back. Raises `Unreadable`.
    """
    try:
        submitted = sandboxed_calls.run_once(f"{__name__}:parse", _content(path))
    except InputRefused as why:
        raise Unreadable(str(why)) from None
    other = language.other_than_python(_get(submitted, "metadata"))
    if other:
        raise Unreadable(
            f"The notebook says that it is written in {other}. Expected: Python. Open the released "
            "notebook with a Python kernel, and submit that one."
        )
    slug = _get(submitted, "exercise")
    if isinstance(slug, str) and slug != exercise.slug:
        raise Unreadable(
            f"This is the notebook of `{slug[:60]}`. Expected: `{exercise.slug}`. Submit that one."
        )
    built = notebook.build(exercise)
    cells = _restored([_rebuilt(cell) for cell in _get(submitted, "cells") or []], built)
    return _assembled(cells, built, exercise, {})


def read_any(path: Path, sandboxed_calls: SandboxedCalls) -> NotebookNode:
    """Read an instructor's own notebook, in nbformat's version 4. Raises `Unreadable`."""
    try:
        text = sandboxed_calls.run_once(f"{__name__}:upgrade", _content(path))
    except InputRefused as why:
        raise Unreadable(str(why)) from None
    try:
        return nbformat.from_dict(json.loads(text))
    except (TypeError, ValueError, RecursionError):
        raise Unreadable(f"What was read of `{path.name}` is not in order.") from None


def placeholder(
    exercise: Exercise, why: str, what: str = "could not be read, and so was not graded"
) -> NotebookNode:
    """Build a stand-in for a submission: the released notebook, below a note that tells why."""
    built = notebook.build(exercise)
    # The reason may quote the file. So it is shown as code, in which nothing is markup.
    quoted = why.replace("`", "'")
    text = f"**This submission {what}.**\n\n    {quoted}\n"
    note = nbformat.v4.new_markdown_cell(text)
    return _assembled([note, *built.cells], built, exercise, {"unreadable": why})


def _assembled(
    cells: list[NotebookNode], built: NotebookNode, exercise: Exercise, more: dict[str, str]
) -> NotebookNode:
    for index, cell in enumerate(cells):
        cell["id"] = f"cell-{index}"
    result = nbformat.v4.new_notebook(cells=cells)
    result.metadata = NotebookNode(
        kernelspec=built.metadata.kernelspec,
        language_info=NotebookNode(name="python"),
        heldout=NotebookNode(exercise=exercise.slug, **more),
    )
    return result


def _content(path: Path) -> bytes:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a link" if stat.S_ISLNK(status.st_mode) else "no regular file"
        raise Unreadable(f"`{path.name}` is {kind}. Expected: the notebook itself.")
    if status.st_size > LARGEST:
        raise Unreadable(
            f"`{path.name}` has {status.st_size >> 20} MiB. Expected: at most {LARGEST >> 20}. "
            "Clear the outputs of all cells and submit again."
        )
    return path.read_bytes()


def upgrade(data: bytes) -> str:
    """Rewrite a notebook in the current format, without outputs; runs in the child."""
    result = _parsed(data)
    _keep_kinds(result.metadata, {"kernelspec": dict, "language_info": dict})
    for cell in result.cells:
        # Half of a surrogate pair cannot be written to a file.
        cell.source = str(cell.source).encode("utf-8", "replace").decode()
        _keep_kinds(cell.metadata, {"nbgrader": dict, "jupyter": dict, "tags": list})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return json.dumps(result)


def _keep_kinds(metadata: dict[str, object], kinds: dict[str, type]) -> None:
    """Remove metadata whose type is not the one that nbgrader and nbconvert expect."""
    for name, kind in kinds.items():
        if not isinstance(metadata.get(name, kind()), kind):
            del metadata[name]


def parse(data: bytes) -> dict[str, object]:
    """Parse a notebook into plain data; runs in the child. Raises `Unreadable`."""
    result = _parsed(data)
    slug = _get(result, "metadata", "heldout", "exercise")
    return {
        "exercise": slug if isinstance(slug, str) else None,
        "metadata": {
            part: {name: _short(result, "metadata", part, name) for name in ("name", "language")}
            for part in ("kernelspec", "language_info")
        },
        "cells": [_clean(cell) for cell in result.cells],
    }


def _parsed(data: bytes) -> NotebookNode:
    again = "Save the notebook from Jupyter again."
    if not data.strip():
        raise Unreadable("The file is empty. Save the notebook and submit again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"The file is not UTF-8 text (byte {error.start}). {again}"
        raise Unreadable(file_kind.told(data) or why) from None
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        whole = data.rstrip().endswith(b"}")
        cut = "" if whole or text.lstrip()[:1] != "{" else ": it ends in the middle"
        why = f"The file is not JSON (line {error.lineno}){cut}. {again}"
        raise Unreadable(file_kind.conflict(data) or file_kind.told(data) or why) from None
    except RecursionError:
        raise Unreadable(f"The file nests too deep to be a notebook. {again}") from None
    if not isinstance(raw, dict) or not ({"cells", "worksheets"} & raw.keys()):
        raise Unreadable(f"The file is JSON, but no notebook: it has no cells. {again}")
    try:
        # Upgrades formats 1 to 3. It warns of double or missing ids, which are rebuilt anyhow.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = nbformat.reads(text, as_version=4)
    except (nbformat.ValidationError, KeyError, TypeError, AttributeError, ValueError) as error:
        what = type(error).__name__
        raise Unreadable(f"The file breaks the notebook format ({what}). {again}") from None
    cells = result.get("cells")
    if not isinstance(cells, list) or len(cells) > MOST_CELLS:
        raise Unreadable(f"Expected a list of at most {MOST_CELLS} cells. {again}")
    if sum(len(str(_get(cell, "source"))) for cell in cells) > MOST_CHARACTERS:
        raise Unreadable(f"Expected at most {MOST_CHARACTERS} characters of source in all. {again}")
    return result


def _get(node: object, *keys: str) -> Any:
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _short(node: object, *keys: str) -> str:
    value = _get(node, *keys)
    return value[:100] if isinstance(value, str) else ""


def _clean(cell: object) -> dict[str, object]:
    """Keep a cell's kind, source and tags, and its name in nbgrader."""
    source = _get(cell, "source")
    if not isinstance(source, str):
        raise Unreadable("A cell has no source text. Save the notebook from Jupyter again.")
    tags = _get(cell, "metadata", "tags")
    name = _get(cell, "metadata", "nbgrader", "grade_id")
    listed = isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    return {
        "code": _get(cell, "cell_type") == "code",
        "source": source,
        "tags": list(tags) if listed else [],
        "name": name if isinstance(name, str) else "",
    }


def _rebuilt(cell: object) -> NotebookNode:
    """Make a cell from the child's data, and check them: the child has read hostile bytes."""
    match cell:
        case {"code": bool(code), "source": str(source), "tags": list(tags), "name": str(name)}:
            # nbformat's own makers validate each cell for itself, which takes a millisecond.
            kind: dict[str, object] = {"cell_type": "markdown"}
            if code:
                kind = {"cell_type": "code", "execution_count": None, "outputs": []}
            clean = NotebookNode(kind, id="", source=source, metadata=NotebookNode())
            if tags:
                clean.metadata["tags"] = [str(tag) for tag in tags]
            if name:
                clean.metadata["nbgrader"] = NotebookNode(grade_id=name)
            return clean
    raise Unreadable("What was read of the file is not in order. Save it from Jupyter again.")


def _restored(cells: list[NotebookNode], built: NotebookNode) -> list[NotebookNode]:
    """Give cells the exercise's own marks, each mark once, and insert missing cells with points."""
    true = {notebook.grade_id(cell): cell for cell in built.cells if notebook.grade_id(cell)}
    seen: set[str] = set()
    # From the end: the last copy of a duplicated cell counts, as in nbgrader.
    backwards = cells[::-1]
    for cell in sorted(backwards, key=lambda cell: _is_idle_copy(cell, true)):
        name = notebook.grade_id(cell)
        cell.metadata.pop("nbgrader", None)
        if name in true and name not in seen and _may_carry(cell, true[name]):
            seen.add(name)
            _mark(cell, true[name])
    order = [notebook.grade_id(cell) for cell in cells]
    for name, cell in true.items():
        marks = cell.metadata.nbgrader
        if name not in seen and (marks.grade or marks.locked):
            at = _place(cell, order)
            cells.insert(at, _missing(cell))
            order.insert(at, name)
    return cells


def _is_idle_copy(cell: NotebookNode, true: Mapping[str, NotebookNode]) -> bool:
    """Tell whether a cell is an untouched answer for a person: a copy with words in it comes first."""
    released = true.get(notebook.grade_id(cell))
    return (
        released is not None
        and notebook.is_by_hand(released)
        and bool(cell.source == released.source)
    )


def _may_carry(cell: NotebookNode, released: NotebookNode) -> bool:
    """Tell whether a cell may be the one that was released. A person reads an answer of any kind."""
    return cell.cell_type == "code" or notebook.is_by_hand(released)


def _mark(cell: NotebookNode, released: NotebookNode) -> None:
    """Give a cell the marks of the released one, and its kind; a locked cell is as it was released."""
    cell.metadata["nbgrader"] = released.metadata.nbgrader
    if cell.cell_type != released.cell_type:
        for name in ("outputs", "execution_count"):
            cell.pop(name, None)
        if released.cell_type == "code":
            cell |= {"execution_count": None, "outputs": []}
        cell["cell_type"] = released.cell_type
    if released.metadata.nbgrader.locked:
        cell.source = released.source


def _place(cell: NotebookNode, order: list[str]) -> int:
    """Find the place of a missing cell: below its task's cell, or above its task's `check`."""
    task, below = notebook.checked_task(cell), notebook.grade_id(cell) + CHECK
    if task in order and task:
        return order.index(task) + 1
    return order.index(below) if below in order else len(order)


def _missing(cell: NotebookNode) -> NotebookNode:
    """Give a cell that was missing. That of an answer says so: its student may have one elsewhere."""
    if notebook.is_by_hand(cell):
        cell.source = by_hand.MISSING if cell.cell_type == "markdown" else f"# {by_hand.MISSING}"
    return cell
