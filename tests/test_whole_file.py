"""A file is written as a whole, or not at all; the secret of a course is such a file."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder import whole_file
from autograder.errors import CourseError
from autograder.gradebook.heldout_folder import HeldoutFolder


def test_a_file_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    for content in (b"one", b"two"):
        whole_file.replace(path, content, mode=0o600, flush=True)
        assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["notes"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("fails", ["replace", "fsync"])
def test_where_writing_fails_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((Path, "replace") if fails == "replace" else (os, "fsync")), full)
    with pytest.raises(OSError, match="No space left"):
        whole_file.replace(path, b"new", flush=True)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["notes"]


@pytest.mark.parametrize("links", [True, False])
def test_the_first_file_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "secret"
    whole_file.make(path, b"first", mode=0o600)
    with pytest.raises(FileExistsError):
        whole_file.make(path, b"second", mode=0o600)
    assert path.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_of_many_that_make_a_secret_all_read_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: HeldoutFolder(tmp_path).secret(), range(32)))
    assert len(found) == 1
    assert {len(each) for each in found} == {32}


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = HeldoutFolder(tmp_path)
    folder.make()
    (folder.path / "secret").write_bytes(content)
    with pytest.raises(CourseError, match=f"has {len(content)} bytes. Expected: 32"):
        folder.secret()
