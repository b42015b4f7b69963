"""Files beside a notebook are inspected before Held-out copies them or waits for them."""

import os
import socket

import pytest
from nbgrader.apps import NbGraderAPI
from test_batch import FULL, grades
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.errors import UnfitFolder
from autograder.gradebook.submitted_folder import check, handed_in, special

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
STAMPS = {
    "no-text": b"\xff",
    "too-large": b"9" * 40,
    "no-time": b"no time",
    "too-long": b"2026-01-01 " * 100,
    "zone": b"2026-11-28 10:00:00 ../x",
}


def pipe(path):
    os.mkfifo(path)


def plug(path):
    with socket.socket(socket.AF_UNIX) as made:
        # A path of a socket has at most 108 bytes.
        before = os.getcwd()
        os.chdir(path.parent)
        made.bind(path.name)
        os.chdir(before)


def loop(path):
    path.symlink_to(path)


def endless(path):
    path.symlink_to("/dev/zero")


KINDS = {make.__name__: make for make in (pipe, plug, loop, endless)}


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_a_time_that_is_none_costs_its_own_submission_alone(room, submit, right, monkeypatch):
    monkeypatch.chdir(room.root)
    names = [*STAMPS, "waits", "zero"]
    folders = {name: submit(name, right).parent for name in names}
    assert run("grade", "squares", "--jobs", "1").exit_code == 0
    for name, stamp in STAMPS.items():
        (folders[name] / "timestamp.txt").write_bytes(stamp)
    os.mkfifo(folders["waits"] / "timestamp.txt")
    (folders["zero"] / "timestamp.txt").symlink_to("/dev/zero")
    submit("zoe", right)
    done = run("grade", "squares", "--jobs", "1", "--yes")
    assert done.exit_code == 1, done.output
    assert grades(room)["zoe"] == FULL
    for name in names:
        assert f"Not graded: {name}" in done.output
    assert done.output.count("is no time. Expected") == len(names)


def test_what_nbgrader_cannot_copy_costs_nobody_anything(room, submit, right, monkeypatch):
    """A file like a folder of the course's, a folder like a file, names that are not UTF-8."""
    monkeypatch.chdir(room.root)
    folder = submit("ann", right).parent
    (folder / "course").write_text("a file, and the release has a folder")
    (folder / "requirements.txt").mkdir()
    for name in (b"\xf6.txt", b"L\xf6sung.ipynb"):
        with open(os.fsencode(folder) + b"/" + name, "w") as file:
            file.write("{}")
    done = run("grade", "squares", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "Another notebook lies beside it" in done.output
    assert grades(room)["ann"] == FULL
    assert run("feedback", "squares").exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_left_out_and_the_notebook_graded(
    kind, room, submit, right, monkeypatch
):
    monkeypatch.chdir(room.root)
    folder = submit("ann", right).parent
    KINDS[kind](folder / "odd")
    (folder / "mine.txt").write_text("a file")
    assert [path.name for path in special(folder)] == ["odd"]
    done = run("grade", "squares", "--jobs", "1")
    assert done.exit_code == 0, done.output
    kept = room.root / "autograded" / "ann" / "squares"
    assert ((kept / "mine.txt").exists(), os.path.lexists(kept / "odd")) == (True, False)
    assert NbGraderAPI(config=room.config).autograde("squares", "ann", force=True)["success"]
    assert ((kept / "mine.txt").exists(), os.path.lexists(kept / "odd")) == (True, False)


def test_a_folder_that_is_too_deep_is_refused_in_a_sentence(tmp_path):
    place = tmp_path
    for _ in range(60):
        place = place / "d"
        place.mkdir()
    with pytest.raises(UnfitFolder, match="over 40 deep"):
        check(tmp_path)


def test_a_time_is_read(tmp_path):
    assert handed_in(tmp_path) is None
    (tmp_path / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC\n")
    assert handed_in(tmp_path).hour == 10
    (tmp_path / "timestamp.txt").write_text("")
    assert handed_in(tmp_path) is None
