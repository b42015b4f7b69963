"""Practice where nothing can be forked: the same outcomes, from processes that are started afresh."""

import dataclasses
import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest
from conftest import TOY

from autograder.author import notebook, sample
from autograder.errors import ZygoteFailed
from autograder.judge.supervisor import Supervisor
from autograder.process.fresh_process import FreshProcessFactory
from autograder.process.messages import ChildStart
from autograder.sandbox.sandbox import Level

# A machine that lacks what macOS and Windows lack, as far as Python's own library can bear it here.
ELSEWHERE = """
import builtins, os, signal

imported = builtins.__import__

def found(name, scope=None, *rest, **named):
    if name in ("fcntl", "resource") and (scope or {}).get("__name__", "").startswith("autograder"):
        raise ModuleNotFoundError(name)
    return imported(name, scope, *rest, **named)

builtins.__import__ = found
for name in ("fork", "forkpty", "pidfd_open", "wait4", "setsid", "pread", "sched_getaffinity"):
    delattr(os, name)
del signal.pidfd_send_signal
"""
ROLES = ("autograder.worker.worker", "autograder.worker.model_host", "autograder.judge.grader")


def elsewhere(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE + textwrap.dedent(code)],
        env=dict(os.environ, XDG_DATA_HOME=str(folder)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def forking(toy):
    """A supervisor that forks, and as little walled in."""
    with Supervisor(b"a secret for tests", Level.NONE) as running:
        running.warm_up(toy)
        yield running


@pytest.fixture
def spawning(forking, monkeypatch):
    """A supervisor that cannot fork."""
    monkeypatch.delattr(os, "pidfd_open")
    before = set(psutil.Process().children(recursive=True))
    with Supervisor(b"a secret for tests", Level.NONE) as running:
        yield running
    assert set(psutil.Process().children(recursive=True)) <= before


def cells(exercise, answers):
    return dict(notebook.cells_to_run(sample.fill(exercise, answers)))


# Three imports of TensorFlow.
@pytest.mark.slow
def test_a_model_is_rebuilt(models, spawning):
    right = sample.reference(models)
    outcome = spawning.grade(models, cells(models, right))
    assert {task.verdict.value for task in outcome.tasks.values()} == {"pass"}


def timeless(outcome):
    return [
        dataclasses.replace(record, seconds=0.0)
        for task in outcome.tasks.values()
        for record in task.records
    ]


@pytest.mark.parametrize(
    ("square", "verdict"),
    [
        ("def square(x):\n    return x * x\n", "pass"),
        ("def square(x):\n    return x + x\n", "wrong"),
        ("def square(x):\n    raise OSError\n", "error"),
        ("def square(x):\n    while True: pass\n", "timeout"),
        ("import os\ndef square(x):\n    os._exit(3)\n", "error"),
    ],
)
@pytest.mark.whole
def test_outcomes_are_those_of_a_forked_child(toy, forking, spawning, square, verdict):
    answers = sample.reference(toy) | {"square": square}
    outcome = spawning.grade(toy, cells(toy, answers))
    assert [task.verdict.value for task in outcome.tasks.values()] == [verdict, "pass"]
    assert outcome.isolation == Level.NONE
    forked = forking.grade(toy, cells(toy, answers))
    assert timeless(outcome) == timeless(forked)


@pytest.mark.whole
def test_a_cell_that_runs_on_is_interrupted(toy, spawning):
    answers = sample.reference(toy)
    sources = cells(toy, answers) | {-1: "done = 1\nwhile True: pass"}
    outcome = spawning.grade(toy, {-1: sources.pop(-1)} | sources | {99: "print(done)"})
    assert outcome.outputs[-1][-1]["ename"] == "timeout"
    # The cell's earlier results are still there: it was interrupted, and not killed.
    assert outcome.outputs[99][0]["text"] == "1\n"


def test_one_that_is_closed_starts_nothing_more(tmp_path):
    spawner = FreshProcessFactory([], {}, tmp_path / "log")
    ours, theirs = socket.socketpair()
    with ours:
        child = spawner.fork("os:abort", ChildStart(), theirs)
        spawner.close()
        child.end()
    assert spawner.spare is None
    assert not spawner.running


def test_a_process_that_cannot_start_says_why(tmp_path):
    spawner = FreshProcessFactory(["no_such_module"], {}, tmp_path / "log")
    try:
        with pytest.raises(ZygoteFailed, match="No module named 'no_such_module'"):
            spawner.await_imports()
        assert spawner.failed
    finally:
        spawner.close()


def test_nothing_outlives_whoever_started_it(tmp_path):
    code = """
        import os, sys, threading, time
        from pathlib import Path
        del os.pidfd_open
        from autograder.author.catalogue import Catalogue
        from autograder.judge.supervisor import Supervisor
        from autograder.sandbox.sandbox import Level
        exercise = Catalogue.at(Path(sys.argv[1])).load("squares")
        with Supervisor(b"a secret", Level.NONE) as supervisor:
            cells = {0: "print(1, flush=True)\\nwhile True: pass"}
            threading.Thread(target=supervisor.grade, args=(exercise, cells), daemon=True).start()
            while not any(zygote.running for zygote in supervisor.worker_zygotes.values()):
                time.sleep(0.01)
            print("running", flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(TOY)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"running\n"
        children = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
    assert len(children) >= 2
    assert psutil.wait_procs(children, timeout=20)[1] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_needs_nothing_that_linux_alone_has(role, tmp_path):
    done = elsewhere(f"import {role}", tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.whole
def test_a_notebook_is_checked_elsewhere(toy, tmp_path):
    path = tmp_path / "squares.ipynb"
    answers = sample.reference(toy) | {"square": "def square(x):\n    return x + x\n"}
    path.write_bytes(notebook.write(sample.fill(toy, answers)))
    command = ["check", str(path), "--catalogue", str(TOY)]
    start = "from autograder.cli.app import app; app({!r})"
    refused = elsewhere(start.format(command), tmp_path)
    assert refused.returncode == 2
    assert "--unsafe" in refused.stderr
    assert "Traceback" not in refused.stderr
    done = elsewhere(start.format([*command, "--unsafe"]), tmp_path)
    assert "4 of 6 points" in done.stdout, done.stderr
    assert "Practice, not isolated" in done.stdout
