"""Control groups: the real tree where this machine lets us, and where it does not, files alike."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox import cgroup
from autograder.sandbox.sandbox import Bounds

# Moves itself into a group of its own, as systemd would start it; then a worker's life and death.
INSIDE = """
import os, subprocess, sys, time
from pathlib import Path
from autograder.sandbox import cgroup
from autograder.sandbox.sandbox import Bounds

folder = Path(sys.argv[1])
(folder / "cgroup.procs").write_text(str(os.getpid()))
cgroup.CONTROLLERS = ()
assert cgroup.offered() == (folder, ""), cgroup.offered()
delegation = cgroup.Delegation(folder, ())
group = delegation.group("worker", Bounds())
child = subprocess.Popen(["sleep", "100"])
pidfd = os.pidfd_open(child.pid)
group.add(pidfd)
assert (folder / "worker" / "cgroup.procs").read_text().split() == [str(child.pid)]
assert group.close() is False
assert child.wait(5) == -9
assert not (folder / "worker").exists()
(folder.parent / "cgroup.procs").write_text(str(os.getpid()))
"""


@pytest.fixture
def tree():
    found = cgroup._own()
    if found is None or not os.access(found / "cgroup.procs", os.W_OK):
        pytest.skip("this user may not make control groups here")
    folder = found / f"heldout-test-{time.monotonic_ns()}"
    folder.mkdir()
    yield folder
    for inside in folder.glob("*/"):
        inside.rmdir()
    folder.rmdir()


def test_a_worker_is_put_into_its_group_and_killed_with_it(tree):
    done = subprocess.run([sys.executable, "-c", INSIDE, str(tree)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def delegation(tmp_path) -> cgroup.Delegation:
    return cgroup.Delegation(tmp_path)


def test_controllers_are_shared_out_and_this_process_is_moved_first(delegation, tmp_path):
    assert (tmp_path / "cgroup.subtree_control").read_text() == "+memory +pids"
    moved = tmp_path / f"heldout-{os.getpid()}" / "cgroup.procs"
    assert moved.read_text() == str(os.getpid())


def test_limits_are_written_where_the_kernel_has_them(delegation, tmp_path, monkeypatch):
    made = Path.mkdir

    def with_files(folder: Path) -> None:
        made(folder)
        for name in ("memory.max", "memory.oom.group", "pids.max"):
            (folder / name).write_text("max")

    monkeypatch.setattr(Path, "mkdir", with_files)
    folder = delegation.group("w", Bounds(memory_mib=100, disk_mib=10, tasks=7)).folder
    assert {file.name: file.read_text() for file in folder.iterdir()} == {
        "memory.max": str(120 << 20),
        "memory.oom.group": "1",
        "pids.max": "7",
    }


@pytest.mark.parametrize(("kills", "told"), [(0, False), (2, True)])
def test_a_kill_for_memory_is_told(tmp_path, kills, told, monkeypatch):
    (tmp_path / "memory.events").write_text(f"low 0\nhigh 0\nmax 5\noom 1\noom_kill {kills}\n")
    monkeypatch.setattr(Path, "rmdir", lambda folder: None)
    assert cgroup.Group(tmp_path).close() is told
    assert (tmp_path / "cgroup.kill").read_text() == "1"


def test_a_group_that_is_not_ours_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(cgroup, "_own", lambda: tmp_path)
    (tmp_path / "cgroup.type").write_text("domain")
    (tmp_path / "cgroup.subtree_control").touch()
    (tmp_path / "cgroup.controllers").write_text("cpu pids")
    assert cgroup.offered() == (None, "this process's group has no memory controller")
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids")
    (tmp_path / "cgroup.procs").write_text(f"1\n{os.getpid()}\n")
    assert cgroup.offered() == (None, "other processes are in this process's group")
    assert cgroup.delegated() is None
    (tmp_path / "cgroup.procs").write_text(f"{os.getpid()}\n")
    assert cgroup.offered() == (tmp_path, "")
