"""Makes nbgrader courses to measure with: three notebooks with tests in cells, and a class."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

PLUGGED_IN = """from autograder import plug_in

c = get_config()  # noqa: F821
plug_in(c)
"""
STOCK = "c = get_config()  # noqa: F821\n"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
# The last cell prints how much memory its process shares with no other.
PRIVATE = """with open("/proc/self/smaps_rollup") as _lines:
    _kib = [int(line.split()[1]) for line in _lines if line.startswith("Private_")]
print("private MiB", sum(_kib) / 1024)"""
KERAS = """import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import keras
import numpy as np"""
# Stock nbgrader gives no points to a test cell that writes to stderr. Keras's first operation may
# log there: so the third cell runs it before the tests.
NOTEBOOKS = {
    "python": (
        "import math",
        "def primes(n):\n    ### BEGIN SOLUTION\n"
        "    return [k for k in range(2, n) if all(k % d for d in range(2, math.isqrt(k) + 1))]\n"
        "    ### END SOLUTION",
        "found = primes(2000 + {number})",
        ("assert primes(12) == [2, 3, 5, 7, 11]", "assert len(primes(2000)) == 303"),
    ),
    "keras": (
        KERAS,
        "def model():\n    ### BEGIN SOLUTION\n    return keras.Sequential([\n"
        "        keras.Input((8,)), keras.layers.Dense(16, activation='relu'),\n"
        "        keras.layers.Dense(1),\n    ])\n    ### END SOLUTION",
        "shown = model()(np.full((4, 8), {number}.0, 'float32'))",
        (
            "assert model().count_params() == 161",
            "assert model()(np.zeros((3, 8))).shape == (3, 1)",
        ),
    ),
    "training": (
        KERAS,
        "def trained(x, y):\n    ### BEGIN SOLUTION\n    keras.utils.set_random_seed(1)\n"
        "    net = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation='relu'),\n"
        "                            keras.layers.Dense(1)])\n"
        "    net.compile('adam', 'mse')\n"
        "    net.fit(x, y, epochs=6, batch_size=32, verbose=0)\n    return net\n"
        "    ### END SOLUTION",
        "x = np.random.default_rng({number}).standard_normal((640, 8)).astype('float32')\n"
        "y = x.sum(1, keepdims=True)\nnet = trained(x, y)",
        (
            "assert net.count_params() == 161",
            "assert float(np.mean((net.predict(x, verbose=0) - y) ** 2)) < float(np.var(y))",
        ),
    ),
}


def make(root: Path, name: str, students: int, *, plugged_in: bool) -> None:
    """Make a course with one assignment and a class of right answers that all differ."""
    root.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(PLUGGED_IN if plugged_in else STOCK, "utf-8")
    _write(root / "source" / name / f"{name}.ipynb", source(name))
    for number in range(students):
        folder = root / "submitted" / f"student{number:03}" / name
        _write(folder / f"{name}.ipynb", submission(name, number))


def source(name: str) -> NotebookNode:
    """Build the instructor's notebook."""
    first, solution, _, tests = NOTEBOOKS[name]
    cells = [new_code_cell(first), _marked("answer", solution)]
    for number, test in enumerate(tests):
        hidden = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
        cells.append(_marked(f"test{number}", hidden, points=2))
    cells.append(new_code_cell(PRIVATE))
    return _notebook(cells)


def submission(name: str, number: int) -> NotebookNode:
    """Build a right answer that is unlike all others, so that no cached result is used."""
    first, solution, work, tests = NOTEBOOKS[name]
    lines = [line for line in solution.splitlines() if "### " not in line]
    answer = "\n".join([*lines, "", work.format(number=number)])
    cells = [new_code_cell(first), _marked("answer", answer)]
    cells += [_marked(f"test{number}", "", points=2) for number in range(len(tests))]
    cells.append(new_code_cell(PRIVATE))
    return _notebook(cells)


def sources(name: str, number: int) -> list[str]:
    """List the cells of a submission with its tests, as nbgrader puts them together."""
    tests = {cell.metadata.nbgrader.grade_id: cell for cell in source(name).cells[1:-1]}
    cells = []
    for cell in submission(name, number).cells:
        metadata = cell.metadata.get("nbgrader", {})
        is_test = metadata.get("grade")
        cells.append(tests[metadata["grade_id"]].source if is_test else cell.source)
    return cells


def _marked(name: str, text: str, points: int = 0) -> NotebookNode:
    """Make a cell with nbgrader's metadata: a test if it has points, else an answer."""
    graded = points > 0
    metadata = {
        "schema_version": 3,
        "grade_id": name,
        "grade": graded,
        "solution": not graded,
        "locked": graded,
        "task": False,
    }
    if graded:
        metadata["points"] = points
    return new_code_cell(text, metadata={"nbgrader": metadata})


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def _write(path: Path, notebook: NotebookNode) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
