"""`heldout verify` finds what is wrong with an exercise: each fault is planted, each is named."""

import os
import re
import shutil
from pathlib import Path

import pytest
import typer

from autograder.author.catalogue import Catalogue
from autograder.cli.devices import choose_backend
from autograder.cli.verify import Options, verify_all

TOY = Path(__file__).parent / "toy"
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def tree(tmp_path):
    shutil.copytree(TOY, tmp_path / "toy")
    return tmp_path / "toy"


def findings(tree, **settings):
    options = Options(journal=tree.parent / "verify.db", **settings)
    found, _ = verify_all([Catalogue.at(tree).load("squares")], str(tree), options, quiet=True)
    return [f"{finding.where}: {finding.what}" for finding in found]


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_exercise_has_no_finding(tree):
    assert findings(tree) == []


def test_a_log_gets_lines_with_the_time_that_is_left(tree, monkeypatch, capsys):
    monkeypatch.setattr("autograder.cli.verify.LINE_SECONDS", 0.0)
    options = Options(journal=tree.parent / "verify.db", no_samples=True)
    exercises = [Catalogue.at(tree).load("squares")]
    verify_all(exercises, str(tree), options)
    told = capsys.readouterr().err.splitlines()
    assert told
    assert all(
        re.fullmatch(r"Verifying squares: \d of \d, about \d+ min left", line) for line in told
    )
    verify_all(exercises, str(tree), options, quiet=True)
    assert capsys.readouterr().err == ""


FAULTS = {
    "stray file": (
        lambda t: (t / "exercises/squares/notes.txt").write_text("x"),
        "a stray file",
    ),
    "stray staff file": (
        lambda t: (t / "solutions/squares/old.py").write_text("x = 1"),
        "a stray file",
    ),
    "task without a hidden check": (
        lambda t: edit(t / "solutions/squares/checks.py", 'task("total")', 'task("square")'),
        "no check is marked `task('total')`",
    ),
    "check of no task": (
        lambda t: edit(t / "exercises/squares/checks.py", 'task("total")', 'task("totall")'),
        "which `exercise.toml` lacks",
    ),
    "reference that fails": (
        lambda t: edit(t / "solutions/squares/solution.py", "x * x\n", "x + x\n"),
        "the reference solution of `square` is wrong",
    ),
    "stub that answers": (
        lambda t: edit(
            t / "exercises/squares/notebook.py",
            "    raise NotImplementedError\n\n# %% tags",
            "    return 0\n\n# %% tags",
        ),
        "untouched, `square` is",
    ),
    "sample with another verdict": (
        lambda t: (t / "solutions/squares/samples/doubled_wrong.py").rename(
            t / "solutions/squares/samples/doubled_error.py"
        ),
        "`square` is wrong, expected error",
    ),
    "sample taken for another": (
        lambda t: edit(t / "solutions/squares/checks.py", '"doubled"', '"power"'),
        "taken for `power`",
    ),
    "leaked answer": (
        lambda t: (
            edit(
                t / "solutions/squares/solution.py",
                "    return float(np.sum(x * x))",
                "    the_sum = np.sum(x * x)\n    return float(the_sum)",
            ),
            edit(
                t / "exercises/squares/notebook.py",
                "# Two functions.\n\n# %%\n",
                "# Two functions.\n\n# %%\nx = 3\nif x:\n    the_sum = np.sum(x * x)\n",
            ),
        ),
        "a line of it stands in the release: the_sum = np.sum(x * x)",
    ),
    "check without a claim": (
        lambda t: edit(t / "solutions/squares/checks.py", '    """A word has no square."""\n', ""),
        "has no docstring",
    ),
}


# The default run plants one fault of each kind: in a file, in an answer, in a sample, in a release.
IN_EACH_RUN = {
    "stray file",
    "reference that fails",
    "sample with another verdict",
    "leaked answer",
}


@pytest.mark.parametrize(
    "name",
    [
        name if name in IN_EACH_RUN else pytest.param(name, marks=pytest.mark.whole)
        for name in FAULTS
    ],
)
def test_a_planted_fault_is_found(tree, name):
    plant, words = FAULTS[name]
    plant(tree)
    found = findings(tree)
    assert any(words in finding for finding in found), found


def test_a_typo_in_a_check_is_told_once_from_the_check_on(tree):
    edit(
        tree / "solutions/squares/checks.py",
        "close(student.square(x), x * x,",
        "closed(student.square(x), x * x,",
    )
    found = findings(tree)
    assert len(found) == 1
    assert "square, test_each_number_is_squared: it could not judge 8 of 8 answers" in found[0]
    assert "NameError: name 'closed' is not defined" in found[0]
    assert "pluggy" not in found[0]


def test_a_course_without_a_title_is_told(tree):
    edit(tree / "course/course.toml", 'title = "', 'title = "TODO: ')
    (told,) = findings(tree)
    assert "course.toml:" in told
    assert 'still to be written: title = "TODO: ' in told


def test_only_exercises_that_can_work_on_a_backend_are_verified_on_it(tree, monkeypatch, capsys):
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    monkeypatch.setattr(
        "autograder.cli.devices.find_spec", lambda name: None if name == "torch" else name
    )
    chosen = [Catalogue.default().load(slug) for slug in ("even-odd", "tf-data")]
    assert [exercise.slug for exercise in choose_backend("jax", chosen)] == ["even-odd"]
    assert os.environ["KERAS_BACKEND"] == "jax"
    assert capsys.readouterr().err == "tf-data: left out, because it works only with tensorflow.\n"
    with pytest.raises(typer.BadParameter, match="pip install torch"):
        choose_backend("torch", chosen)
    with pytest.raises(typer.BadParameter, match="Received: theano"):
        choose_backend("theano", chosen)
