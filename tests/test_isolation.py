"""A worker holds no secrets, and how the isolation level is found. Attacks are in `hostile/`."""

import subprocess
import sys

import pytest

from autograder.author import notebook, sample
from autograder.cluster.node import Node
from autograder.errors import NoIsolation
from autograder.judge.supervisor import Supervisor
from autograder.probe import isolation
from autograder.probe.attacks import ATTEMPTS
from autograder.probe.isolation import Finding
from autograder.sandbox.sandbox import Level

WALK = """
import ctypes, gc, os, sys
secrets = [{canaries}]
# Split, so that this cell itself does not hold what it looks for.
words = [a + b for a, b in secrets]
seen = []
# The zygote froze its own objects, and frozen ones are not listed.
gc.unfreeze()
for thing in gc.get_objects():
    if type(thing) is dict:
        seen += [v for v in list(thing.values()) if type(v) in (str, bytes)]
    elif type(thing) in (list, tuple, set):
        seen += [v for v in list(thing) if type(v) in (str, bytes)]
frame = sys._getframe()
while frame:
    seen += [v for v in list(frame.f_locals.values()) if type(v) in (str, bytes)]
    frame = frame.f_back
seen += list(os.environ.values()) + sys.argv
texts = [v if type(v) is str else v.decode('latin1') for v in seen if not any(v is w for w in words)]
found = [w for w in words for t in texts if w in t]
with open('/proc/self/maps') as maps:
    for line in maps:
        place, mode, *rest = line.split()
        if not mode.startswith('rw') or '[v' in line:
            continue
        start, end = (int(x, 16) for x in place.split('-'))
        held = ctypes.string_at(start, end - start)
        found += [w for a, b in secrets for w in [a + b] if held.count((a + b).encode()) > LIMIT]
print('looked at', len(texts), 'found', found)
print('descriptors', sorted(os.listdir('/proc/self/fd')))
"""


def test_a_worker_holds_no_secret(toy, supervisor, right, printed):
    """Heap, frames, memory, environment and descriptors, looked through from inside."""
    canary = "hidden-canary-5d1f"
    assert canary in toy.checks.read_text("utf-8")
    pieces = [canary, "a secret for tests", "solutions/squares", "def test_words_are_refused"]
    canaries = ", ".join(f"({p[:7]!r}, {p[7:]!r})" for p in pieces)
    # The walk joins the words itself; that is a few copies of each, and a leak is more.
    code = WALK.replace("{canaries}", canaries).replace("LIMIT", "20")
    cells = {-1: code} | dict(notebook.cells_to_run(sample.fill(toy, right)))
    text = supervisor.grade(toy, cells).outputs[-1][0]["text"]
    assert "found []" in text, text
    looked = int(text.split()[2])
    assert looked > 10_000
    # 0, 1, 2 are /dev/null, one is the socket, one is the listing's own.
    assert len(text.split("descriptors ")[1].split(",")) <= 5


def test_the_walk_finds_what_is_there(toy, supervisor, right):
    """The control: a canary that the student's own cell holds is found."""
    code = WALK.replace("{canaries}", "('planted-', 'canary')").replace("LIMIT", "10**9")
    cells = {-2: "mine = ['planted-' + 'canary']", -1: code}
    cells |= dict(notebook.cells_to_run(sample.fill(toy, right)))
    assert "planted-canary" in supervisor.grade(toy, cells).outputs[-1][0]["text"]


def test_below_the_floor_grading_refuses(monkeypatch):
    monkeypatch.setattr(isolation, "attack", lambda level: Finding(level, problem="no such thing"))
    with pytest.raises(NoIsolation, match="L1: no such thing.*--unsafe"):
        Supervisor(b"s")


@pytest.fixture
def fallen(monkeypatch):
    """A machine on which the highest level lets something by."""
    found = {
        Level.FULL: Finding(Level.FULL, through=("read a file",)),
        Level.FLOOR: Finding(Level.FLOOR),
    }
    monkeypatch.setattr(isolation, "attack", found.get)


def test_a_level_that_lets_something_by_is_not_taken_and_that_is_said(fallen, monkeypatch, caplog):
    monkeypatch.setattr("os.getuid", lambda: 1000)
    assert isolation.best() is Level.FLOOR
    assert "Isolation is L1 and not L3" in caplog.text
    assert "L3: got through: read a file" in caplog.text


def test_nothing_is_said_of_the_highest_level(monkeypatch, caplog):
    monkeypatch.setattr(isolation, "attack", Finding)
    assert isolation.best() is Level.FULL
    assert caplog.text == ""


def test_root_does_not_grade_at_the_floor(fallen, monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 0)
    with pytest.raises(NoIsolation, match="as root.*L3: got through.*ordinary user.*--unsafe"):
        Supervisor(b"s")
    # Nor where the head of a cluster asks for it.
    with pytest.raises(NoIsolation, match="as root"):
        Node("tensorflow").configure(Level.FLOOR, 0)


@pytest.mark.skipif(not isolation.attack(Level.FULL).holds, reason="no namespaces on this machine")
def test_the_callers_umask_is_not_the_roots():
    code = """
import os
from autograder.probe import isolation
from autograder.sandbox.sandbox import Level
os.umask(0o077)
print(isolation.attack(Level.FULL))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "L3 holds\n"


def test_a_fall_is_said_before_anything_is_graded(monkeypatch, caplog):
    """A course that was graded at L3 yesterday must say at once that it now has L1."""
    found = {
        Level.FULL: Finding(Level.FULL, problem="no user namespaces"),
        Level.FLOOR: Finding(Level.FLOOR),
    }
    monkeypatch.setattr(isolation, "attack", found.get)
    monkeypatch.setattr(isolation, "accept", lambda level: None)
    assert isolation.best() is Level.FLOOR
    assert "Isolation is L1 and not L3 here" in caplog.text
    assert "no user namespaces" in caplog.text


def test_the_probe_gets_through_where_there_is_no_wall():
    """The control of the probe: without a wall it reads, signals, connects, and starts programs."""
    finding = isolation.attack(Level.NONE)
    assert not finding.holds
    assert set(finding.through) >= set(ATTEMPTS) - {"trace another process"}


def test_this_machine_offers_the_floor_at_least():
    assert isolation.attack(Level.FLOOR).holds


@pytest.mark.skipif(not isolation.attack(Level.FULL).holds, reason="no namespaces on this machine")
def test_a_workers_root_is_small_and_read_only(toy, right):
    code = """
import os
size = os.statvfs('.')
print(os.getpid(), os.getuid(), os.uname().nodename, os.getcwd(), size.f_blocks * size.f_frsize >> 20, size.f_files)
print([os.access(folder, os.W_OK) for folder in ('/', '/dev', os.path.dirname(os.__file__), '.')])
print([os.path.exists(path) for path in ('/etc/passwd', '/run', '/dev/shm')])
"""
    cells = {-1: code} | dict(notebook.cells_to_run(sample.fill(toy, right)))
    with Supervisor(b"s", Level.FULL) as supervisor:
        said = supervisor.grade(toy, cells).outputs[-1][0]["text"]
    assert said.splitlines() == [
        "1 65534 heldout /box 256 4096",
        "[False, False, False, True]",
        "[False, False, True]",
    ]


@pytest.mark.skipif(not isolation.attack(Level.FULL).holds, reason="no namespaces on this machine")
def test_where_programs_are_allowed_nothing_else_is():
    finding = isolation.attack(Level.FULL, programs=True)
    assert finding.problem == ""
    assert finding.through == ("start a process", "start a program")


def test_at_the_floor_programs_are_never_allowed():
    assert isolation.attack(Level.FLOOR, programs=True).through == ()


def test_the_zygote_refuses_to_fork_after_an_op():
    """A TensorFlow op in the zygote would hang every child: the fork is refused instead."""
    code = """
import sys, types
from autograder.sandbox import syscalls
from autograder.process import zygote
module = types.ModuleType("tensorflow.python.eager.context")
module.context = lambda: types.SimpleNamespace(_initialized=True)
sys.modules[module.__name__] = module
assert "has run a TensorFlow op" in zygote._refusal(syscalls.threads())
assert "threads" in zygote._refusal(syscalls.threads() - 1)
module.context = lambda: types.SimpleNamespace(_initialized=False)
assert zygote._refusal(syscalls.threads()) == ""
"""
    subprocess.run([sys.executable, "-c", code], check=True)
