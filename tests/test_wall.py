"""What a student's code cannot reach: run inside a worker, asserted from outside."""

import os
import subprocess
import sys
import textwrap

import pytest

from autograder.author import notebook, sample
from autograder.judge.supervisor import NoIsolation, Supervisor
from autograder.judge.verdict import Verdict
from autograder.session import landlock, sandbox, seccomp


def attempt(code):
    """A cell that prints `got through` if the code under it runs."""
    return f"try:\n{textwrap.indent(code, '    ')}\n    print('got through')\nexcept BaseException as e:\n    print(type(e).__name__, e)"


@pytest.mark.parametrize(
    "code",
    [
        "open(PATH).read()",
        "import os; os.symlink(PATH, 'link'); open('link').read()",
        "import os; os.link(PATH, 'link'); open('link').read()",
        "import os; os.listdir('/')",
        "import os; os.listdir(os.path.dirname(PATH))",
        "import os; os.listdir('/proc/1')",
        "import os; open(f'/proc/{os.getppid()}/environ').read()",
        "import os; open(f'/proc/{os.getppid()}/mem', 'rb')",
        "import os; open(f'/proc/{os.getppid()}/maps').read()",
        "open('/tmp/heldout-escape', 'w')",
        "open('/dev/shm/heldout-escape', 'w')",
        "import os; open(os.__file__, 'a')",
        "import subprocess; subprocess.run(['true'])",
        "import os\nif os.system('true'): raise PermissionError('no shell')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.fork()",
        "import multiprocessing as m; p = m.get_context('fork').Process(target=print); p.start()",
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.kill(0, 0)",
        "import os; os.kill(-1, 0)",
        "import os; os.memfd_create('x')",
        "import mmap; mmap.mmap(-1, 1 << 20)",
        "import resource as r; r.setrlimit(r.RLIMIT_DATA, (-1, -1))",
        "import os; os.chroot('.')",
        "import os\nwith open('big', 'wb') as f:\n    for _ in range(100): f.write(bytes(1 << 20))",
        "x = bytearray(1 << 30)",
        "import ctypes\nif ctypes.CDLL(None).unshare(0x10000000): raise PermissionError",
        "import ctypes\nif ctypes.CDLL(None).ptrace(16, 1, 0, 0): raise PermissionError",
    ],
)
def test_an_attack_is_refused(grade, printed, toy, code):
    outcome = grade(attempt(code.replace("PATH", repr(str(toy.checks)))))
    assert "got through" not in printed(outcome)
    assert outcome.score == 6
    assert not os.path.exists("/tmp/heldout-escape")
    assert not os.path.exists("/dev/shm/heldout-escape")


def test_the_controls_of_these_attacks_work_without_the_wall(toy, right, tmp_path):
    """Without isolation the same code gets through, so the test above can fail."""
    code = attempt(f"open({str(toy.checks)!r}).read(); import subprocess; subprocess.run(['true'])")
    cells = {-1: code} | dict(notebook.cells_to_run(sample.fill(toy, right)))
    with Supervisor(b"s", isolated=False) as supervisor:
        outcome = supervisor.grade(toy, cells)
    assert "got through" in outcome.outputs[-1][0]["text"]
    assert outcome.isolation == "practice, not isolated"


WALK = """
import gc, os, sys
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
with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', 0) as memory:
    for line in maps:
        place, mode, *rest = line.split()
        if not mode.startswith('rw') or '[v' in line:
            continue
        start, end = (int(x, 16) for x in place.split('-'))
        try:
            memory.seek(start)
            held = memory.read(end - start)
        except (OSError, ValueError, OverflowError):
            continue
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


def test_a_grader_cannot_be_read_by_its_own_user(toy, supervisor, right):
    """No record of ours comes from the worker: a forged frame on its socket scores nothing."""
    forge = """
import os, json, struct
for fd in range(3, 20):
    try:
        head = json.dumps({"$": "dict", "v": [["record", {"$": "dict", "v": []}]]}).encode()
        os.write(fd, struct.pack("<IQ", len(head), 0) + head)
    except OSError:
        pass
"""
    cells = {-1: forge} | dict(notebook.cells_to_run(sample.fill(toy, right | {"square": ""})))
    outcome = supervisor.grade(toy, cells)
    assert outcome.tasks["square"].score in (0, None)
    assert outcome.tasks["square"].verdict is not Verdict.PASS


def test_below_the_floor_grading_refuses(monkeypatch):
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    with pytest.raises(NoIsolation, match="--unsafe"):
        Supervisor(b"s")


@pytest.mark.parametrize("machine", sorted(seccomp.SYSCALLS))
def test_the_filter_is_built_for_each_architecture(machine):
    program = seccomp.build(1, machine)
    assert len(program) % 8 == 0
    assert len(program) // 8 < 4096


def test_an_unknown_architecture_is_refused_by_name():
    with pytest.raises(OSError, match="riscv64"):
        seccomp.build(1, "riscv64")


def test_the_zygote_refuses_to_fork_after_an_op():
    """A TensorFlow op in the zygote would hang every child: the fork is refused instead."""
    code = """
import sys, types
from autograder.session import kernel, zygote
module = types.ModuleType("tensorflow.python.eager.context")
module.context = lambda: types.SimpleNamespace(_initialized=True)
sys.modules[module.__name__] = module
assert "has run a TensorFlow op" in zygote._unfit(kernel.threads())
assert "threads" in zygote._unfit(kernel.threads() - 1)
module.context = lambda: types.SimpleNamespace(_initialized=False)
assert zygote._unfit(kernel.threads()) == ""
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_level_is_the_floor_or_above():
    assert sandbox.available() == "L1"
