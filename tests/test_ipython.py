"""Cells run as they would in a notebook: magics, displays, figures, await."""

import dataclasses

import pytest
from cells import in_cells

from autograder.author.exercise import CellTestOptions


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1 + 1", "2"),
        ("print('out')", "out"),
        ("import sys; print('err', file=sys.stderr)", "err"),
        ("import asyncio\nawait asyncio.sleep(0)\n'awaited'", "'awaited'"),
        ("%timeit -n1 -r1 1 + 1", "1 loop"),
        ("%%time\nx = 1", "Wall time"),
        ("!echo hello", "starts another program"),
        ("x = !ls", "starts another program"),
        ("%%bash\nls", "not permitted"),
        ("from IPython.display import display\ndisplay({'a': 1})", "{'a': 1}"),
        ("x = 3\nx?", "int"),
        ("_ = 5; _", "5"),
        ("%matplotlib inline\n'ok'", "'ok'"),
        ("raise ValueError('mine')", "mine"),
        ("exit()", "ends this cell only"),
        ("quit", "ends this cell only"),
        ("%cd -q .\n'moved'", "'moved'"),
        ("x = [1]\n%store x\ndel x\n%store -r x\nx", "[1]"),
        ("%%writefile a.txt\nhi", "Writing a.txt"),
        ("1 + 2\n%history", "1 + 2"),
        ("%bookmark here\n%bookmark -l", "here -> "),
        ("%autosave 60\n%clear\n'on'", "'on'"),
        ("get_ipython().kernel.shell is get_ipython()", "True"),
        ("get_ipython().kernel.session", "no Jupyter kernel"),
        ("get_ipython().kernel.do_shutdown(True)", "no kernel is shut down"),
        ("class A:\n    def __repr__(self): return 'é ← ü'\nA()", "é ← ü"),
    ],
)
def test_a_cell_shows_what_a_notebook_would(grade, printed, cell, shown):
    outcome = grade(cell)
    assert shown in printed(outcome)
    assert outcome.score == 6


def test_html_and_scripts_of_a_students_are_not_kept(grade):
    cell = "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script>'))"
    (output,) = grade(cell).outputs[-1]
    assert set(output["data"]) == {"text/plain"}


def test_the_parts_of_a_slider_are_not_listed(grade):
    cell = "from ipywidgets import interact\ninteract(lambda x: print('x is', x), x=(0, 4));"
    shown = grade(cell).outputs.get(-1, [])
    assert not any(
        "interactive" in output.get("data", {}).get("text/plain", "") for output in shown
    )


def test_a_figure_is_kept_as_a_picture(grade):
    outcome = grade(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    )
    kinds = [set(o.get("data", {})) for o in outcome.outputs[-1]]
    assert any("image/png" in kind for kind in kinds), outcome.outputs[-1]


def test_names_live_on_from_cell_to_cell(grade, printed):
    outcome = grade("kept = 41", "kept + 1")
    assert printed(outcome, -1) == "42"


def test_a_test_goes_on_where_the_cells_before_it_were(toy, right, supervisor, printed):
    cells = in_cells(toy, right, "5")
    cells |= {
        100: "In[-1], _i, _",
        101: "In[-1], In[-2], _i, __, Out[max(Out)]",
        102: "In[-2], ___",
    }
    tests = dataclasses.replace(toy, cell_test_options=CellTestOptions(tests=(100, 101)))
    shown = supervisor.grade(tests, cells)
    before = list(cells.values())[-4]
    first = (cells[100], before, 5)
    assert eval(printed(shown, 100)) == first
    assert eval(printed(shown, 101)) == (cells[101], cells[100], cells[100], 5, first)
    assert eval(printed(shown, 102)) == (cells[101], 5)


def test_a_history_that_a_cell_has_changed_costs_no_test(toy, right, supervisor, printed):
    cells = in_cells(toy, right, "get_ipython().history_manager = In = Out = None")
    cells |= {100: "1 + 1"}
    tests = dataclasses.replace(toy, cell_test_options=CellTestOptions(tests=(100,)))
    assert printed(supervisor.grade(tests, cells), 100) == "2"
