"""A release runs where nothing is installed: its requirements, its imports, its visible checks."""

import os
import subprocess
import sys
import venv

import nbformat
import pytest

from autograder.author import notebook, release_files, sample
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import SCORE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3000)]
CATALOGUE = Catalogue.default()


def run(*command, **more):
    # Nothing of the environment in which the tests run.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        env=kept,
        check=False,
        **more,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done


@pytest.fixture(scope="module")
def students_python(tmp_path_factory):
    """A Python in which nothing but one release's `requirements.txt` is installed."""
    root = tmp_path_factory.mktemp("student")
    release_files.write(next(iter(CATALOGUE)), root)
    venv.create(root / "venv", with_pip=True)
    python = root / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "-r", root / "requirements.txt")
    return python


def test_every_release_asks_for_the_same(tmp_path):
    for exercise in CATALOGUE:
        release_files.write(exercise, tmp_path / exercise.slug)
    texts = {path.read_text() for path in tmp_path.glob("*/requirements.txt")}
    assert len(texts) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a virtual environment has other folders")
@pytest.mark.parametrize("exercise", list(CATALOGUE), ids=CATALOGUE.order)
def test_a_release_runs_and_checks_itself_in_a_fresh_environment(
    exercise, students_python, tmp_path
):
    release_files.write(exercise, tmp_path)
    filled = sample.fill(exercise, sample.reference(exercise))
    filled.cells = [c for c in filled.cells if not notebook.is_experiment(c)]
    path = tmp_path / f"{exercise.slug}.ipynb"
    path.write_bytes(notebook.write(filled))
    run(students_python.with_name("jupyter-execute"), "--inplace", path, cwd=tmp_path)
    done = nbformat.read(path, as_version=4)
    said = {
        notebook.grade_id(cell): str(cell.outputs)
        for cell in done.cells
        if notebook.grade_id(cell).endswith(SCORE)
    }
    assert len(said) == len(exercise.tasks)
    passed = ("the visible checks pass", "there is no visible check")
    assert {n: text for n, text in said.items() if not any(w in text for w in passed)} == {}
