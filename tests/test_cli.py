"""The command line as its users meet it: what it prints, and its exit status."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.probe import isolation

HELDOUT = str(Path(sys.executable).parent / "heldout")
TOY = str(Path(__file__).parent / "toy")


@pytest.fixture
def heldout(tmp_path):
    def run(*arguments, cwd=tmp_path):
        environment = {"PATH": os.defpath, "HOME": str(tmp_path), "COLUMNS": "100"}
        return subprocess.run(
            [HELDOUT, *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_version_is_told():
    from autograder.cli.app import app

    done = CliRunner().invoke(app, ["--version"])
    assert done.exit_code == 0
    assert done.stdout == f"heldout {metadata.version('heldout')}\n"


def test_a_whole_course_without_an_activated_environment(heldout, tmp_path, toy, right):
    from autograder.author import notebook, sample

    assert heldout("init", "maths", "--catalogue", TOY).returncode == 0
    root = tmp_path / "maths"
    assert heldout("release", "squares", cwd=root).returncode == 0
    for student, answers in (("ann", right), ("bob", {})):
        path = root / "submitted" / student / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(toy, answers)))
    graded = heldout("grade", "squares", "--json", cwd=root)
    assert graded.returncode == 0, graded.stderr
    records = [json.loads(line) for line in graded.stdout.splitlines()]
    assert [(r["student"], r["score"], r["isolation"]) for r in records] == [
        ("ann", 6.0, isolation.best()),
        ("bob", 0, isolation.best()),
    ]
    shown = heldout("grade", "--student", "bob", cwd=root)
    assert "bob: 0/6" in shown.stdout
    assert "1 graded" in shown.stdout
    assert shown.stderr == ""
    assert "2 page(s)" in heldout("feedback", "squares", cwd=root).stdout
    assert (root / "feedback" / "ann" / "squares" / "squares.html").exists()


def test_the_demo_shows_every_sample(heldout, tmp_path):
    shown = heldout("demo", "trial", "--catalogue", TOY)
    assert shown.returncode == 0, shown.stderr
    for words in ("reference", "blank", "doubled", "You add each number to itself", "gradebook.db"):
        assert words in shown.stdout
    again = heldout("demo", "trial", "--catalogue", TOY)
    assert again.returncode == 0, again.stderr


def test_the_demo_deletes_nothing_that_it_did_not_make(heldout, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    refused = heldout("demo", "mine", "--catalogue", TOY)
    assert refused.returncode == 2
    assert "was not made by `heldout demo`" in refused.stderr
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_outside_a_course_it_says_what_to_do(heldout):
    refused = heldout("grade", "squares")
    assert refused.returncode == 2
    assert "heldout init DIR" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_wrong_names_are_told_and_the_nearest_is_offered(heldout, tmp_path):
    heldout("init", "maths", "--catalogue", TOY)
    refused = heldout("release", "square", cwd=tmp_path / "maths")
    assert refused.returncode == 2
    assert "Did you mean `squares`?" in refused.stderr


def test_nothing_submitted_says_where_it_looked(heldout, tmp_path):
    heldout("init", "maths", "--catalogue", TOY)
    refused = heldout("grade", "squares", cwd=tmp_path / "maths")
    assert refused.returncode == 2
    assert "Nobody has submitted `squares`" in refused.stderr


def test_verify_ends_with_one_on_findings(heldout, tmp_path):
    import shutil

    assert heldout("verify", "--fast", "--catalogue", TOY).returncode == 0
    shutil.copytree(TOY, tmp_path / "toy")
    (tmp_path / "toy" / "exercises" / "squares" / "notes.txt").touch()
    found = heldout("verify", "--fast", "--json", "--catalogue", str(tmp_path / "toy"))
    assert found.returncode == 1
    assert "stray file" in json.loads(found.stdout)[0]["findings"][0]["what"]


def test_doctor_tells_the_level_and_what_each_layer_stops(heldout):
    said = heldout("doctor", "--json")
    found = json.loads(said.stdout)
    assert found["level"] in ("L3", "L1")
    assert {layer["layer"] for layer in found["layers"] if layer["on"]} >= {"Landlock", "seccomp"}
    assert found["versions"]["keras"].startswith("3.")
    assert "attacks refused" in heldout("doctor").stdout
