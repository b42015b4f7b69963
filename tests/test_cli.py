"""The command line as its users meet it: what it prints, and its exit status."""

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.errors import ExerciseError
from autograder.probe import isolation

HELDOUT = str(Path(sys.executable).parent / "heldout")
TOY = str(Path(__file__).parent / "toy")
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def heldout(tmp_path, monkeypatch):
    """Run a command in this process, in a directory of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def in_course(heldout, room, monkeypatch):
    """Run a command in this process, in a course with the toy released."""
    monkeypatch.chdir(room.root)
    return heldout


def test_the_version_is_told(heldout):
    done = heldout("--version")
    assert done.exit_code == 0
    assert done.stdout == f"heldout {metadata.version('heldout')}\n"


def test_a_whole_course_without_an_activated_environment(tmp_path, toy, right):
    from autograder.author import notebook, sample

    def run(*words, cwd):
        environment = {"PATH": os.defpath, "HOME": str(tmp_path), "COLUMNS": "100"}
        return subprocess.run(
            [HELDOUT, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )

    assert run("init", "maths", "--catalogue", TOY, cwd=tmp_path).returncode == 0
    root = tmp_path / "maths"
    assert run("release", "squares", cwd=root).returncode == 0
    for student, answers in (("ann", right), ("bob", {})):
        path = root / "submitted" / student / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(toy, answers)))
    graded = run("grade", "squares", "--json", cwd=root)
    assert graded.returncode == 0, graded.stderr
    records = [json.loads(line) for line in graded.stdout.splitlines()]
    assert sorted((r["student"], r["score"], r["isolation"]) for r in records) == [
        ("ann", 6.0, isolation.best()),
        ("bob", 0, isolation.best()),
    ]
    shown = run("grade", "--student", "ann", cwd=root)
    assert "ann: 6/6 cached" in shown.stdout
    assert "1 graded" in shown.stdout
    assert shown.stderr == ""
    assert "2 page(s)" in run("feedback", "squares", cwd=root).stdout
    assert (root / "feedback" / "ann" / "squares" / "squares.html").exists()


@pytest.mark.whole
def test_the_demo_shows_every_kind_of_submission_and_can_be_run_again(heldout):
    for more in ((), ("--all",)):
        shown = heldout("demo", "trial", "--catalogue", TOY, *more)
        assert shown.exit_code == 0, shown.output
        students = ("reference", "untouched", "an-error", "an-endless-loop", "doubled")
        for words in (*students, "You add each number to itself", "square=timeout"):
            assert words in shown.stdout
        for path in ("gradebook.db", "report.html"):
            assert Path("trial", path).is_file()
            assert path in shown.stdout


def test_the_demo_deletes_nothing_that_it_did_not_make(heldout, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    refused = heldout("demo", "mine", "--catalogue", TOY)
    assert refused.exit_code == 2
    assert "was not made by `heldout demo`" in " ".join(refused.stderr.split())
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_outside_a_course_it_says_what_to_do(heldout):
    refused = heldout("grade", "squares")
    assert refused.exit_code == 2
    assert "heldout init DIR" in refused.stderr


def test_wrong_names_are_told_and_the_nearest_is_offered(in_course):
    refused = in_course("release", "square")
    assert refused.exit_code == 2
    assert "Did you mean `squares`?" in refused.stderr


def test_nothing_submitted_says_where_it_looked(in_course, room):
    refused = in_course("grade", "squares")
    assert refused.exit_code == 2
    assert "Nobody has submitted `squares`" in refused.stderr
    refused = in_course("grade")
    assert refused.exit_code == 2
    words = "".join(refused.stderr.split())
    assert f"Nobodyhassubmittedanythingin`{room.root}/submitted`." in words


def test_a_cluster_that_is_none_is_told(in_course, submit, right):
    submit("ann", right)
    refused = in_course("grade", "squares", "--cluster", "slurm")
    assert refused.exit_code == 2
    assert "Expected `--cluster ray`" in refused.stderr


def test_errors_are_sentences_and_bugs_keep_their_tracebacks(heldout, monkeypatch):
    def raises(error):
        def examine():
            raise error

        monkeypatch.setattr("autograder.cli.doctor.examine", examine)
        return heldout("doctor")

    refused = raises(ExerciseError("`exercise.toml` lacks a title."))
    assert (refused.exit_code, refused.stderr) == (2, "`exercise.toml` lacks a title.\n")
    assert raises(KeyboardInterrupt()).exit_code == 130
    bug = raises(FileNotFoundError(2, "No such file", "/somewhere/else"))
    assert isinstance(bug.exception, FileNotFoundError)
    assert isinstance(raises(KeyError("x")).exception, KeyError)


def test_verify_ends_with_one_on_findings(heldout, tmp_path):
    assert heldout("verify", "--no-samples", "--catalogue", TOY).exit_code == 0
    shutil.copytree(TOY, tmp_path / "toy")
    (tmp_path / "toy" / "exercises" / "squares" / "notes.txt").touch()
    found = heldout("verify", "--no-samples", "--json", "--catalogue", tmp_path / "toy")
    assert found.exit_code == 1
    assert "stray file" in json.loads(found.stdout)[0]["findings"][0]["what"]


def test_doctor_tells_the_level_and_what_each_layer_stops(heldout, monkeypatch):
    from autograder.cli import doctor

    examined = doctor.examine()
    # Attacking this machine takes long: once is enough.
    monkeypatch.setattr(doctor, "examine", lambda: examined)
    found = json.loads(heldout("doctor", "--json").stdout)
    assert found["level"] in ("L3", "L1")
    assert {layer["layer"] for layer in found["layers"] if layer["on"]} >= {"Landlock", "seccomp"}
    assert found["versions"]["keras"].startswith("3.")
    assert "attacks refused" in heldout("doctor").stdout


@pytest.mark.parametrize(
    "command", [None, *(command.callback for command in app.registered_commands)]
)
def test_help_names_every_command_and_fits_eighty_columns(heldout, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = heldout(*([command.__name__] if command else []), "--help")
    assert shown.exit_code == 0
    assert max(map(len, shown.stdout.splitlines())) <= 80
    if command is None:
        names = [*(known.callback.__name__ for known in app.registered_commands), "bench"]
        assert all(f" {name} " in shown.stdout for name in names)
