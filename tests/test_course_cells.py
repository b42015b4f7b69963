"""Names that a cell of the notebook defines, and that its kernel lacks."""

import nbformat
import pytest

from course import cells


def test_names_of_the_released_cells_are_known(toy):
    assert cells.not_run(["np", "nmae"], toy.folder, {}) == ["np"]
    assert cells.not_run(["np", "nmae"], toy.folder, {"np": 1}) == []


def test_names_of_the_saved_cells_are_known_even_beside_half_a_line(tmp_path, monkeypatch):
    sources = ("%time 3", "def half(", "from a import b as c\nclass D: x = 1\nfor e in f: pass")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in sources])
    nbformat.write(book, tmp_path / "x.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "x.ipynb"))
    assert cells.not_run("abcDefx", tmp_path, {}) == ["D", "c", "e"]


@pytest.mark.parametrize("content", ["", "[]", '{"cells": [3]}', '{"cells": [{"source": 3}]}'])
def test_a_file_that_is_no_notebook_names_nothing(tmp_path, content):
    (tmp_path / "x.ipynb").write_text(content)
    names = {"__vsc_ipynb_file__": str(tmp_path / "x.ipynb")}
    assert cells.not_run(["x"], tmp_path, names) == []
