"""Building notebooks: the same bytes each time, and the right cells are run."""

import copy
import subprocess
import sys

import nbformat
import pytest

from autograder.author import notebook, sample, source
from autograder.author.catalogue import Catalogue
from autograder.errors import ExerciseError

BUILD = """
import hashlib, sys
from pathlib import Path
from autograder.author import notebook
from autograder.author.catalogue import Catalogue
for exercise in Catalogue.default():
    print(exercise.slug, hashlib.sha256(notebook.write(notebook.build(exercise))).hexdigest())
"""


def test_two_processes_build_the_same_bytes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", BUILD],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


def test_experiments_and_score_cells_are_not_run_and_all_others_are(toy, right):
    filled = sample.fill(toy, right)
    filled.cells.append(nbformat.v4.new_code_cell("mine = 1"))
    sources = [source for _, source in notebook.cells_to_run(filled)]
    assert len(sources) == 4
    assert "experiment" not in "".join(sources)
    assert "check(" not in "".join(sources)
    assert sources[-1] == "mine = 1"


def test_tags_that_are_no_list_of_tags_hide_nothing():
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1")])
    book.cells[0].metadata["tags"] = "experiment"
    assert list(notebook.cells_to_run(book)) == [(0, "x = 1")]


def test_the_digest_is_of_every_character():
    assert source.digest(["a = 1  \nb"]) != source.digest(["a = 1\nb"])
    assert source.digest(["  a = 1"]) != source.digest(["a = 1"])
    assert source.digest(["a", "b"]) != source.digest(["a\nb"])


def test_a_notebook_that_lacks_a_task_is_refused(toy, tmp_path):
    import dataclasses

    (tmp_path / "notebook.py").write_text('# %% task="square"\npass\n')
    with pytest.raises(ExerciseError, match="expected one cell for each task"):
        notebook.build(dataclasses.replace(toy, folder=tmp_path))


def test_every_catalogue_entry_loads():
    assert [exercise.slug for exercise in Catalogue.default()] == list(Catalogue.default().order)


def test_a_cell_is_an_experiment_by_its_first_line_which_a_build_writes_for_its_tag(toy):
    book = notebook.build(toy)
    tagged = [cell for cell in book.cells if "experiment" in cell.metadata.get("tags", [])]
    # Jupyter then goes on after an experiment that needs what is not written yet.
    assert all("raises-exception" in cell.metadata.tags for cell in tagged)
    assert tagged
    assert all(notebook.is_experiment(cell) for cell in tagged)
    own = nbformat.v4.new_code_cell("# Experiment: my own\n1 / 0")
    answer = copy.deepcopy(next(c for c in book.cells if notebook.grade_id(c) == "square"))
    answer.source = "# experiment\n" + answer.source
    assert notebook.is_experiment(own)
    assert not notebook.is_experiment(answer)
