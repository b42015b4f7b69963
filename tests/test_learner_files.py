"""A learner's files: folders that cannot be written, wrong paths, copied and missing cells."""

import re
from pathlib import Path

import nbformat
import pytest
from learning import heldout, save

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.cli.learner import file_names
from autograder.gradebook import intake
from autograder.practice.practice import SUBMIT


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Run `heldout` with a data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return heldout


def test_a_folder_that_cannot_be_written_is_a_sentence(command, tmp_path):
    (tmp_path / "file").write_text("")
    done = command("learn", tmp_path / "file" / "mine")
    assert done.exit_code == 2
    assert "Expected: a folder that you may write in." in " ".join(done.output.split())


def test_check_answers_where_nothing_can_be_kept(command, toy, right, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    done = command("check", save(tmp_path / "mine.ipynb", toy, **right))
    assert done.exit_code == 0, done.output
    assert "6 of 6 points" in done.output
    assert "cannot be written" in done.output


def test_commands_that_are_told_quote_their_paths(command, tmp_path):
    folder = tmp_path / "my folder"
    done = command("learn", folder)
    assert f"jupyter lab '{folder}'" in done.output
    assert f"heldout watch '{folder}/1-squares.ipynb'" in done.output


@pytest.mark.parametrize(
    ("start", "typed", "meant"),
    [
        ("heldout-learn", "heldout-learn/1-squares.ipynb", "1-squares.ipynb"),
        (".", "1-squares.ipynb", "heldout-learn/1-squares.ipynb"),
        (".", "squares", "heldout-learn/1-squares.ipynb"),
        ("heldout-learn/deep", "1-squares.ipynb", "../1-squares.ipynb"),
        ("heldout-learn", "1-sqares.ipynb", "1-squares.ipynb"),
    ],
)
def test_a_wrong_path_leads_to_the_notebook(command, tmp_path, monkeypatch, start, typed, meant):
    (tmp_path / "heldout-learn" / "deep").mkdir(parents=True)
    (tmp_path / "heldout-learn" / "1-squares.ipynb").write_text("")
    monkeypatch.chdir(tmp_path / start)
    done = command("check", typed)
    assert done.exit_code == 2
    assert f"Did you mean `{meant}`?" in " ".join(done.output.split())


def test_the_name_of_an_exercise_without_a_notebook_names_the_command(
    command, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert "heldout learn" in command("check", "squares").output
    assert "heldout learn" not in command("check", "cubes").output


def test_a_learner_submits_nothing(command, tmp_path):
    (tmp_path / "mine.ipynb").write_text(" ")
    told = " ".join(command("check", tmp_path / "mine.ipynb").output.split())
    assert "Save the notebook and check again." in told


def test_each_sentence_of_intake_can_be_said_to_a_learner():
    sentences = re.findall(r"[Ss]ubmit \w+(?: one)?", Path(intake.__file__).read_text())
    assert sentences
    assert not [words for words in sentences if not SUBMIT.search(words)]


def test_pages_name_notebooks_that_learn_writes():
    order = Catalogue.default().order
    made = {f"heldout-learn/{name}" for name in file_names(order)}
    root = Path(__file__).parents[1]
    pages = [root / "README.md", *root.glob("*/README.md"), *root.glob("*/*/README.md")]
    named = {
        name
        for page in pages
        for name in re.findall(r"heldout-learn/[\w-]+\.ipynb", page.read_text("utf-8"))
    }
    assert named
    assert named <= made


def edit(path, change):
    """Change the cells of a saved notebook."""
    book = nbformat.read(path, 4)
    at = next(n for n, cell in enumerate(book.cells) if notebook.grade_id(cell) == "square")
    change(book.cells, at)
    nbformat.write(book, path)
    return path


@pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId")
def test_a_copied_answer_cell_is_told_of(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right)
    old = "def square(x): return 0"

    def copy_above(cells, at):
        cells.insert(at, nbformat.from_dict(dict(cells[at]) | {"source": old, "id": "copied"}))

    done = command("check", edit(path, copy_above))
    told = " ".join(done.output.split())
    assert done.exit_code == 0, done.output
    assert "2 cells of the notebook carry this task: one was copied. The last one counts." in told
    assert told.count("carry this task") == 1


def test_a_deleted_answer_cell_is_called_missing(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right)
    done = command("check", edit(path, lambda cells, at: cells.pop(at)))
    told = " ".join(done.output.split())
    assert "✗ square: not yet" in told
    assert "The cell of this task is missing" in told
    assert "NameError" not in told


def test_an_answer_in_another_cell_is_not_missing(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right)
    done = command("check", edit(path, lambda cells, at: cells[at].metadata.pop("nbgrader")))
    assert done.exit_code == 0, done.output
    assert "missing" not in done.output
