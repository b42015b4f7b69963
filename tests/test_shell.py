"""Cells run as they would in a notebook: magics, displays, figures, await."""

import pytest


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


def test_a_figure_is_kept_as_a_picture(grade):
    outcome = grade(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    )
    kinds = [set(o.get("data", {})) for o in outcome.outputs[-1]]
    assert any("image/png" in kind for kind in kinds), outcome.outputs[-1]


def test_names_live_on_from_cell_to_cell(grade, printed):
    outcome = grade("kept = 41", "kept + 1")
    assert printed(outcome, -1) == "42"
