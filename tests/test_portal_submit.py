"""`submit()` in a notebook, at a real server. Its grader is a script."""

import ast
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from client_sites import RIGHT, WRONG, Site, served
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import course
from autograder.author import notebook, sample
from autograder.portal import accepting
from autograder.portal.client import card_view, ran_cells, saved_login
from autograder.portal.client.portal_client import GONE_PAUSES, SEND_PAUSES
from autograder.portal.client.saved_login import Login
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
    # Another test may have opened an exercise in this process.
    monkeypatch.setattr(course, "_open", [])
    settings = Config({"HistoryManager": {"enabled": False}, "TerminalInteractiveShell": {}})
    shell = InteractiveShell.instance(config=settings)

    def run(*cells: str, call: str = "submit()") -> str:
        for cell in (*cells, "from course import submit"):
            capsys.readouterr()
            shell.run_cell(cell, store_history=True)
        capsys.readouterr()
        shell.run_cell(call, store_history=True).raise_error()
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


# Which notebook it is


def runs_cell(shell: InteractiveShell, cell: str) -> None:
    """Let the shell say that it runs this cell, as a kernel of Jupyter does."""
    shell.kernel = SimpleNamespace(get_parent=lambda: {"metadata": {"cellId": cell}})


def ids(file: Path) -> list[str]:
    return [cell["id"] for cell in json.loads(file.read_bytes())["cells"]]


def test_a_cell_of_the_file_hands_it_in(site, kernel, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    runs_cell(kernel.shell, ids(file)[0])
    kernel()
    assert len(site.rows()) == 1


def test_a_cell_of_another_notebook_hands_nothing_in(site, kernel, file):
    """Two notebooks share a kernel, whose name is that of the first."""
    site.log_in()
    runs_cell(kernel.shell, "c0ffee")
    told = kernel(*sources(file))
    assert (
        "The cell that you ran is not in `squares.ipynb`. Save this notebook, and run the cell again. "
        "If the notebook has another name: `submit('NAME.ipynb')`. Nothing was handed in."
    ) in told
    assert not site.rows()


def test_the_saved_notebook_that_has_the_cell_is_named(site, kernel, file):
    site.log_in()
    other = {"cells": [{"id": "c0ffee"}]}
    file.with_name("line.ipynb").write_text(json.dumps(other), "utf-8")
    runs_cell(kernel.shell, "c0ffee")
    assert "`submit('line.ipynb')`" in kernel()


@pytest.mark.parametrize("cell", ["vscode-notebook-cell:/home/ann/squares.ipynb#W0sZ", "", 7, None])
def test_a_name_for_a_cell_that_no_file_can_have_is_ignored(site, kernel, cell):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    runs_cell(kernel.shell, cell)
    kernel()
    assert len(site.rows()) == 1


def test_a_file_without_ids_is_handed_in(site, kernel, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    old = json.loads(file.read_bytes())
    for each in old["cells"]:
        del each["id"]
    file.write_text(json.dumps(old | {"nbformat_minor": 4}), "utf-8")
    runs_cell(kernel.shell, "c0ffee")
    kernel()
    assert len(site.rows()) == 1


@pytest.mark.parametrize(("opened", "is_handed_in"), [("line", False), ("squares", True)])
def test_the_exercise_that_was_opened_last_is_the_files(
    site, kernel, monkeypatch, opened, is_handed_in
):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    monkeypatch.setattr(course, "_open", [SimpleNamespace(slug=opened)])
    told = kernel()
    assert bool(site.rows()) is is_handed_in
    assert ("the exercise `line` was opened last here" in told) is not is_handed_in


def test_the_only_notebook_of_a_renamed_exercise_is_named(site, kernel, monkeypatch, file):
    site.log_in()
    file.rename(file.with_name("mine.ipynb"))
    monkeypatch.setattr(course, "_open", [SimpleNamespace(slug="squares")])
    told = kernel()
    assert "`squares.ipynb` is not there any more. Was it renamed? `submit('mine.ipynb')`" in told
    file.with_name("broken.ipynb").write_bytes(b"[")
    file.with_name("copy.ipynb").write_bytes(file.with_name("mine.ipynb").read_bytes())
    assert "`submit('NEW-NAME.ipynb')`" in kernel()


def test_a_kernel_that_names_no_file_is_told_one(site, kernel, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert "is not known here. Name it: `submit('NAME.ipynb')`" in kernel()
    monkeypatch.setattr(course, "_open", [SimpleNamespace(slug="squares")])
    assert "is not known here. Name it: `submit('squares.ipynb')`" in kernel()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (
            "requirements.txt",
            "`requirements.txt` is no notebook. Notebooks there: `squares.ipynb`.",
        ),
        ("squars.ipynb", "There is no file `squars.ipynb` in "),
        ("gone/squares.ipynb", "There is no notebook."),
    ],
)
def test_a_name_of_no_notebook_is_told(site, kernel, tmp_path, named, why):
    (tmp_path / "requirements.txt").write_text("keras", "utf-8")
    told = kernel(call=f"submit({named!r})")
    assert why in told
    assert "Nothing was handed in." in told


# The cards in a notebook


def test_nothing_that_ran_is_told_before_the_receipt(site, kernel, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)] * 2
    told = kernel()
    assert told.index("No task's cell was run since the kernel started") < told.index("attempt 1")
    assert "No task's cell" not in kernel(sources(file)[0])


def test_a_notebook_without_tasks_has_nothing_to_prove(site, kernel, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    empty = json.loads(file.read_bytes()) | {"cells": []}
    file.write_text(json.dumps(empty), "utf-8")
    assert "No task's cell" not in kernel()


def test_a_turn_that_comes_late_ends_the_cell(site, kernel, monkeypatch):
    site.log_in()
    monkeypatch.setattr(accepting.pace, "not_before", lambda at, counted: at + 9 * 60 + 5)
    site.steps = [lambda: None, lambda: site.read(square="3 lines")]
    told = kernel()
    assert "It is kept. It will be graded in about 9 min. After three gradings a day" in told
    assert f"Page: {site.url}/s/{site.rows()[0].id}" in told
    assert "Go on working: its answer will stand there." in told
    assert "square: 3 lines" in told
    assert "Stop this cell" not in told


def test_a_turn_that_comes_soon_is_waited_for(site, kernel, monkeypatch):
    site.log_in()
    monkeypatch.setattr(accepting.pace, "not_before", lambda at, counted: at + 30)
    site.steps = [lambda: site.end(RIGHT)]
    told = kernel()
    assert "Stop this cell whenever you like: it stays handed in." in told
    assert "✓ square" in told


@pytest.fixture
def slots(kernel, monkeypatch) -> list[str]:
    """The displays that a saved notebook would show, in their order."""
    shown: list[str] = []

    def display(card: object, **settings: object) -> SimpleNamespace:
        shown.append(repr(card))
        place = len(shown) - 1
        return SimpleNamespace(update=lambda card: shown.__setitem__(place, repr(card)))

    monkeypatch.setattr(card_view, "display", display)
    return shown


def test_a_saved_notebook_shows_the_end_and_the_answers_in_its_order(site, kernel, slots):
    site.log_in()
    site.steps = [
        lambda: site.job(RUNNING),
        lambda: site.judged(WRONG),
        lambda: site.judged(WRONG, RIGHT),
        lambda: site.end(WRONG, RIGHT),
    ]
    kernel()
    receipt, state, answers = slots
    assert receipt.startswith("Handed in as ann: attempt 1 of squares.")
    assert state == "Graded. 4 of 6 points"
    assert answers.index("✓ square") < answers.index("✗ total")
    assert answers.count("✗ total") == 1


def test_an_interrupted_cell_shows_no_state_that_is_over(site, kernel, slots):
    site.log_in()

    def interrupt() -> None:
        raise KeyboardInterrupt

    site.steps = [lambda: site.job(RUNNING), interrupt]
    kernel()
    assert slots[-1].startswith("You have stopped waiting.")
    assert not any("It is being graded now" in each for each in slots)


def test_a_portal_that_is_lost_after_the_receipt_is_told_in_a_notebooks_words(
    site, kernel, monkeypatch
):
    site.log_in()
    real = httpx.HTTPTransport.handle_request

    def gone(transport, request):
        if request.method == "POST" or "/submissions/" not in request.url.path:
            return real(transport, request)
        raise httpx.ConnectError("nobody there")

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", gone)
    site.steps = [lambda: None] * (1 + len(GONE_PAUSES))
    told = kernel()
    assert "Handed in, and kept" in told
    assert "Its answer will stand there:" in told
    assert "--resume" not in told
    assert "Nothing was handed in" not in told


def test_without_a_receipt_nothing_is_claimed(site, kernel):
    site.log_in()
    site.lost = len(SEND_PAUSES) + 1
    site.steps = [lambda: None] * len(SEND_PAUSES)
    told = kernel()
    assert "No receipt\nYou have no receipt for `squares.ipynb`." in told
    assert "Run this cell again later." in told
    assert "Nothing was handed in" not in told


def test_the_same_file_again_is_told(site, kernel):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)] * 2
    assert "the same file" not in kernel()
    assert "This is the same file as attempt 1." in kernel()


@pytest.mark.parametrize(
    "words",
    [
        '`submit(assignment="line")` or `submit(assignment="squares")`. Nothing was handed in.',
        '`submit(to="https://other.school")`',
        "Your login is no longer valid. In a terminal: `heldout login http",
        "You have not logged in at a portal. In a terminal: `heldout login URL`",
    ],
)
def test_a_problem_is_told_in_a_notebooks_words(site, kernel, file, monkeypatch, words):
    if "not logged in" not in words:
        site.log_in()
    if "assignment" in words:
        site.portal.assignment("line")
        monkeypatch.setenv("JPY_SESSION_NAME", str(file.rename(file.with_name("line.ipynb"))))
    if "other.school" in words:
        saved_login.save(Login("https://other.school", "ann", "t"))
    if "no longer" in words:
        saved_login.save(Login(site.url, "ann", "an old token"))
    told = kernel()
    assert words in told
    assert "Nothing was handed in." in told
    assert "--" not in told
    assert "Bearer" not in told
    assert not site.rows()


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
    assert ran_cells.differing(ran_cells.newest(SAVED, ran)) == tasks


@pytest.mark.parametrize("content", [b"", b"[]", b'{"cells": [3]}', b'{"cells": [{}]}', b"\xff"])
def test_a_file_that_is_no_notebook_proves_nothing(content):
    with pytest.raises(ValueError):
        ran_cells.newest(content, [])
