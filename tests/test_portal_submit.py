"""`submit()` in a notebook, at a real server. Its grader is a script."""

import ast
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from client_sites import RIGHT, WRONG, Site, served
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import course
from autograder.author import notebook, sample
from autograder.portal.client import ran_cells
from autograder.portal.rows import RUNNING


@pytest.fixture
def site(tmp_path, monkeypatch) -> Iterator[Site]:
    with served(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def file(tmp_path, toy, right) -> Path:
    path = tmp_path / "squares.ipynb"
    path.write_bytes(notebook.write(sample.fill(toy, right)))
    return path


@pytest.fixture
def kernel(site, file, tmp_path, monkeypatch, capsys) -> Iterator[Callable[..., str]]:
    """Run cells as a kernel of the notebook `file` does; give what the last one shows."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    monkeypatch.chdir(tmp_path)
    settings = Config({"HistoryManager": {"enabled": False}, "TerminalInteractiveShell": {}})
    shell = InteractiveShell.instance(config=settings)

    def run(*cells: str) -> str:
        for cell in (*cells, "from course import submit"):
            capsys.readouterr()
            shell.run_cell(cell, store_history=True)
        capsys.readouterr()
        shell.run_cell("submit()", store_history=True).raise_error()
        return capsys.readouterr().out

    run.shell = shell  # type: ignore[attr-defined]
    yield run
    InteractiveShell.clear_instance()


def sources(file: Path) -> list[str]:
    """Give the sources of the cells that answer tasks."""
    cells = json.loads(file.read_bytes())["cells"]
    marks = [cell["metadata"].get("nbgrader", {}).get("solution") for cell in cells]
    return ["".join(cell["source"]) for cell, mine in zip(cells, marks, strict=True) if mine]


def test_a_saved_notebook_is_handed_in_and_answered(site, kernel, file):
    site.log_in()
    site.steps = [lambda: site.job(RUNNING), lambda: site.end(RIGHT, WRONG)]
    told = kernel(*sources(file))
    assert site.portal.blobs.read(site.rows()[0].sha256) == file.read_bytes()
    for each in ("attempt 1 of squares", "It is being graded now.", "✓ square", "4 of 6 points"):
        assert each in told


def test_code_that_ran_and_was_not_saved_stops_it(site, kernel, file):
    site.log_in()
    told = kernel(*sources(file), sources(file)[0] + "\n# a thought")
    assert "Not handed in" in told
    assert "square: The file `squares.ipynb`" in told
    assert "Save (Ctrl+S)" in told
    assert "total:" not in told
    assert not site.rows()


def test_a_file_that_jupyter_does_not_name_is_asked_for(site, kernel, monkeypatch, file):
    monkeypatch.setenv("JPY_SESSION_NAME", str(file.with_name("old-name.ipynb")))
    told = kernel()
    assert "Not handed in" in told
    assert "`old-name.ipynb` is not there any more" in told
    assert "submit('NEW-NAME.ipynb')" in told
    kernel.shell.user_ns["__vsc_ipynb_file__"] = str(file)
    assert "heldout login URL" in kernel()


def test_whoever_interrupts_the_waiting_reads_that_it_is_kept(site, kernel):
    site.log_in()

    def interrupt() -> None:
        raise KeyboardInterrupt

    site.steps = [interrupt]
    told = kernel()
    assert "It is kept. Its answer comes there:" in told
    assert f"Page: {site.url}/s/{site.rows()[0].id}" in told
    assert "Nothing was handed in" not in told


def test_while_it_is_graded_a_notebook_hands_nothing_in(site, kernel, monkeypatch):
    site.log_in()
    monkeypatch.setenv("HELDOUT_PROGRESS", "")
    assert "while a notebook is graded" in kernel()
    assert not site.rows()


@pytest.mark.parametrize("missing", ["heldout", "httpx"])
def test_without_the_packages_a_card_says_so(site, kernel, monkeypatch, missing):
    module = sys.modules["course.submit"]
    if missing == "heldout":
        monkeypatch.setattr(module, "entry_points", lambda **names: ())
    else:
        monkeypatch.setitem(sys.modules, "httpx", None)
        for name in ("in_kernel", "handing_in", "portal_client"):
            monkeypatch.delitem(sys.modules, f"autograder.portal.client.{name}", raising=False)
    assert "heldout[portal]" in kernel()


def test_what_students_import_does_not_import_the_grader():
    for path in Path(course.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any((name or "").startswith("autograder") for name in names), path


# The proof


def cell(source: str, task: str = "") -> dict[str, Any]:
    marks = {"nbgrader": {"grade_id": task, "solution": True}} if task else {}
    return {"cell_type": "code", "metadata": marks, "source": source.splitlines(keepends=True)}


MASK = "def mask(x):\n    return x\n"
SAVED = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "def mask(x): 0"},
            cell("import numpy as np\nx = 1"),
            cell(MASK, "mask"),
            cell("model = 1\nscore = 2", "fit"),
            cell("model = 3", "again"),
        ]
    }
).encode()


@pytest.mark.parametrize(
    ("ran", "tasks"),
    [
        ([], []),
        ([MASK], []),
        ([MASK.rstrip()], []),
        (["def mask(x):\n    return 2 * x\n", MASK], []),
        ([MASK, "def mask(x):\n    return 2 * x\n"], ["mask"]),
        # A Markdown cell is no code that ran.
        (["def mask(x): 0"], ["mask"]),
        (["%%time\n" + MASK], ["mask"]),
        # A later cell binds `model` again: `score` tells which run belongs to `fit`.
        (["model = 1\nscore = 9", "model = 3"], ["fit"]),
        (["model = 1\nscore = 2", "model = 3", "mask(2)", "x = 5"], []),
        (["model = 1\nscore = 2", "model = 4"], ["again"]),
        (["not Python at all ("], []),
    ],
)
def test_the_newest_run_of_each_task_stands_in_the_file(ran, tasks):
    assert ran_cells.differing(SAVED, ran) == tasks


@pytest.mark.parametrize("content", [b"", b"[]", b'{"cells": [3]}', b'{"cells": [{}]}', b"\xff"])
def test_a_file_that_is_no_notebook_proves_nothing(content):
    with pytest.raises(ValueError):
        ran_cells.differing(content, [])
