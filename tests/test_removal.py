"""Folders that a student's code has left, and what must not go with them."""

import logging
import os
import resource

import pytest

from autograder.sandbox.removal import remove


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()
    return folder


def dig(folder, depth: int, name: str = "d", mode: int = 0o700) -> None:
    """Make a chain of folders, each by the one before: a path so long no call would take."""
    at = os.open(folder, os.O_RDONLY)
    for level in range(depth):
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=below))
        if level:
            os.fchmod(at, mode)
        os.close(at)
        at = below
    os.fchmod(at, mode)
    os.close(at)


@pytest.mark.parametrize("depth", [3, 1500, 3000])
@pytest.mark.parametrize("mode", [0o700, 0o000, 0o500])
def test_depth_and_modes_are_no_hindrance(box, depth, mode, caplog):
    dig(box, depth, mode=mode)
    remove(box)
    assert not box.exists()
    assert caplog.text == ""


def test_names_may_be_as_long_as_they_can(box):
    dig(box, 400, "n" * 255)
    dig(box, 400, "ü" * 127)
    remove(box)
    assert not box.exists()


def test_a_folder_that_its_owner_may_not_open_is_deleted(box):
    (box / "shut" / "inner").mkdir(parents=True)
    (box / "shut").chmod(0)
    box.chmod(0)
    remove(box)
    assert not box.exists()


def test_links_are_not_followed(box, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o750)
    (outside / "kept").write_text("kept")
    (box / "in").mkdir()
    for place in (box, box / "in"):
        (place / "folder").symlink_to(outside)
        (place / "file").symlink_to(outside / "kept")
        (place / "up").symlink_to("..")
        os.link(outside / "kept", place / "hard")
    remove(box)
    assert not box.exists()
    assert (outside / "kept").read_text() == "kept"
    assert outside.stat().st_mode & 0o777 == 0o750


def test_a_link_in_place_of_the_folder_is_left_alone(box, tmp_path, caplog):
    (tmp_path / "link").symlink_to(box)
    (box / "kept").touch()
    remove(tmp_path / "link")
    assert (box / "kept").exists()
    assert "could not be deleted" in caplog.text


def test_few_files_are_open_at_once(box):
    dig(box, 200)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 8, hard))
    try:
        remove(box)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert not box.exists()


def test_what_cannot_be_deleted_is_logged_and_the_rest_is_deleted(box, monkeypatch, caplog):
    (box / "stuck").mkdir()
    for number in range(20):
        (box / f"file-{number}").touch()
    rmdir = os.rmdir

    def refuse(name, **where):
        if name == "stuck":
            raise PermissionError("not this one")
        rmdir(name, **where)

    monkeypatch.setattr("os.rmdir", refuse)
    remove(box)
    assert os.listdir(box) == ["stuck"]
    assert caplog.record_tuples[0][1] == logging.WARNING
    assert "not this one" in caplog.text


def test_nothing_to_delete_is_no_failure(tmp_path, caplog):
    remove(tmp_path / "never")
    assert caplog.text == ""
