"""Submissions that want a GPU: what they get of the wall, and how GPUs are found.

`/dev/full` stands for one; what only a real one can show is in `test_real_gpu.py`.
"""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from cells import in_cells
from gpus import STAND_IN, a_gpu, wanting
from typer.testing import CliRunner

from autograder.author import sample
from autograder.cli.app import app
from autograder.judge.gpu_slots import GpuSlot
from autograder.judge.supervisor import Supervisor
from autograder.probe import gpu, isolation
from autograder.process import environment
from autograder.sandbox import gpu_device
from autograder.sandbox.sandbox import ALLOWANCES, Grant, Level

OFFERED = [level for level in isolation.WALLS if isolation.attack(level).holds]


@pytest.mark.parametrize("level", OFFERED)
@pytest.mark.parametrize("count", range(len(ALLOWANCES) + 1))
def test_what_a_grant_lets_by_is_what_it_says(level, count):
    allowed = ALLOWANCES[:count]
    finding = isolation.attack(level, grant=Grant((STAND_IN,), (), allowed))
    assert finding.problem == ""
    conceded = set().union(*(gpu.CONCEDED.get(each, set()) for each in allowed))
    assert set(finding.through) == conceded


LOOK = f"""
import ctypes, mmap, os, socket, threading
def tried(do):
    try:
        do()
        return "yes"
    except OSError:
        return "no"
def named():
    # As glibc does for CUDA's threads.
    comm = os.open(f"/proc/self/task/{{threading.get_native_id()}}/comm", os.O_RDWR)
    os.write(comm, b"cuda")
    os.close(comm)
print({{
    "own device": tried(lambda: os.close(os.open({STAND_IN!r}, os.O_RDWR))),
    "other device": tried(lambda: os.close(os.open("/dev/kmsg", os.O_RDONLY))),
    "terminal": tried(lambda: os.close(os.open("/dev/ptmx", os.O_RDWR))),
    "memory file": tried(lambda: os.close(os.memfd_create("x"))),
    "shared memory": tried(lambda: mmap.mmap(-1, 4096)),
    "own thread's name": tried(named),
    "local socket": tried(lambda: socket.socket(socket.AF_UNIX)),
    "network": tried(lambda: socket.socket(socket.AF_INET)),
    "program": tried(lambda: os.posix_spawn("/bin/true", ["true"], {{}})),
    "visible": os.environ["CUDA_VISIBLE_DEVICES"],
    "rounding": os.environ.get("NVIDIA_TF32_OVERRIDE"),
}})
"""


@pytest.mark.parametrize("level", OFFERED)
def test_a_worker_reaches_its_own_gpu_and_no_more(toy, right, printed, level):
    """A student's cell with a GPU and without one."""
    with Supervisor(b"s", level, gpus=[a_gpu()]) as supervisor:
        with_gpu = supervisor.grade(wanting(toy, 0.5), in_cells(toy, right, LOOK))
        without = supervisor.grade(toy, in_cells(toy, right, LOOK))
    shut = dict.fromkeys(("other device", "terminal", "network", "program"), "no")
    more = {"own device": "yes", "memory file": "yes", "own thread's name": "yes"}
    never = {"shared memory": "no", "local socket": "no"}
    told = {"visible": "GPU-0", "rounding": "0"}
    assert eval(printed(with_gpu)) == shut | more | never | told
    told = {"visible": "", "rounding": None}
    assert eval(printed(without)) == shut | dict.fromkeys(more, "no") | never | told
    for outcome, ran in ((with_gpu, "GPU"), (without, "")):
        assert outcome.score == outcome.points
        assert outcome.device == ran


@pytest.mark.whole
def test_local_sockets_are_given_where_nobody_else_is_alone(toy, right, printed):
    """At the floor, other processes' sockets would be there."""
    open_gpu = replace(a_gpu(), grant=Grant((STAND_IN,), (), ALLOWANCES))
    for level in OFFERED:
        with Supervisor(b"s", level, gpus=[open_gpu]) as supervisor:
            said = eval(printed(supervisor.grade(wanting(toy), in_cells(toy, right, LOOK))))
        assert said["local socket"] == ("yes" if level is Level.FULL else "no")
        assert said["network"] == "no"


@pytest.mark.whole
def test_a_model_is_rebuilt_without_a_gpu(models, granted):
    """Hidden inputs go to a process that has none, forked where no GPU is known."""
    outcome = granted.grade(wanting(models), in_cells(models, sample.reference(models)))
    assert (outcome.score, outcome.device) == (models.points, "GPU")
    place = granted.resources_for(models, GpuSlot(a_gpu(), 1024))
    assert place.workers is not place.hosts
    assert place.hosts is granted.resources_for(models).workers


def test_the_zygote_refuses_to_fork_once_a_device_is_open():
    """A driver that was started does not survive a fork; who wants no device is forked all the same."""
    code = f"""
import os
from autograder.sandbox import syscalls
from autograder.process import zygote
assert zygote._refusal(syscalls.threads(), [{STAND_IN!r}]) == ""
fd = os.open({STAND_IN!r}, os.O_RDWR)
assert "has opened {STAND_IN} in the zygote" in zygote._refusal(syscalls.threads(), [{STAND_IN!r}])
assert zygote._refusal(syscalls.threads()) == ""
"""
    subprocess.run([sys.executable, "-c", code], check=True)


class FakeLibrary:
    """NVIDIA's management library, as far as it is asked."""

    class NVMLError(Exception):
        pass

    class NVMLError_NotSupported(NVMLError):
        pass

    def __init__(self, split=()):
        self.split = split

    def nvmlInit(self):
        pass

    def nvmlDeviceGetCount(self):
        return 3

    def nvmlDeviceGetHandleByIndex(self, index):
        return index

    def nvmlDeviceGetMigMode(self, handle):
        if not self.split:
            raise self.NVMLError_NotSupported
        return [int(handle in self.split), 0]

    def nvmlDeviceGetMinorNumber(self, handle):
        return handle + 4

    def nvmlDeviceGetMemoryInfo(self, handle):
        return type("Memory", (), {"total": 16 << 30})

    def nvmlDeviceGetUUID(self, handle):
        return f"GPU-{'abc'[handle]}000"

    def nvmlDeviceGetName(self, handle):
        return "Card"


@pytest.mark.parametrize(
    ("visible", "split", "names"),
    [
        (None, (), "abc"),
        ("2,0", (), "ca"),
        ("GPU-b", (), "b"),
        ("1,7,2", (), "b"),
        ("", (), ""),
        ("-1", (), ""),
        ("NoDevFiles", (), ""),
        (None, (1,), "ac"),
        (None, (0, 1, 2), ""),
    ],
)
def test_those_that_a_scheduler_left_us_are_found(monkeypatch, visible, split, names):
    monkeypatch.setitem(sys.modules, "pynvml", FakeLibrary(split))
    monkeypatch.setattr(gpu_device.importlib.util, "find_spec", lambda name: name)
    if visible is None:
        monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    else:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    found, why = gpu_device.found()
    assert [each.uuid for each in found] == [f"GPU-{name}000" for name in names]
    assert bool(why) is not bool(names)
    for each in found:
        own = f"/dev/nvidia{'abc'.index(each.uuid[4]) + 4}"
        assert each.grant.devices == (own, "/dev/nvidiactl", "/dev/nvidia-uvm")


def test_a_driver_is_named_to_the_loader_where_it_would_not_look(tmp_path):
    """And not where it would: libraries beside it there would be taken before a package's own."""
    folders = ("/usr/lib/x86_64-linux-gnu", "/usr/local/nvidia/lib64")
    told = environment.of_gpu_workers(tmp_path, folders)
    assert told["LD_LIBRARY_PATH"] == "/usr/local/nvidia/lib64"


def test_without_its_library_the_way_to_get_it_is_told(monkeypatch):
    monkeypatch.setattr(gpu_device.importlib.util, "find_spec", lambda name: None)
    assert gpu_device.found() == (
        [],
        "`nvidia-ml-py` is not installed: `pip install 'heldout[gpu]'`",
    )


@pytest.fixture
def none_is_remembered():
    gpu.usable.cache_clear()
    yield
    gpu.usable.cache_clear()


@pytest.mark.whole
def test_a_gpu_on_which_nothing_computes_is_not_used(monkeypatch, none_is_remembered):
    """A worker is really shut in, for each step down of the wall; Keras finds a processor."""
    monkeypatch.setattr(gpu_device, "found", lambda: ([a_gpu()], ""))
    gpus, problems = gpu.usable(isolation.best(), environment.backend())
    assert gpus == ()
    assert problems[0].startswith("card 0 is not used: with nothing allowed: Keras computes on the")
    assert f"with {', '.join(ALLOWANCES)}: Keras computes on the processor" in problems[0]


@pytest.mark.whole
def test_as_little_of_the_wall_is_taken_down_as_will_do(monkeypatch, none_is_remembered):
    """A driver that wants memory files, and another whose wishes would let an attack by."""
    needs = {"GPU-0": "memory files", "GPU-1": "shared memory", "GPU-2": "nothing of ours"}

    def compute(one, level, zygote, scratch):
        enough = needs[one.uuid] in one.grant.allowed
        return ("", True) if enough else ("it does not start", False)

    monkeypatch.setattr(gpu_device, "found", lambda: ([a_gpu(0), a_gpu(1), a_gpu(2)], ""))
    monkeypatch.setattr(gpu, "_compute", compute)
    monkeypatch.setitem(gpu.CONCEDED, "shared memory", set())
    (only,), problems = gpu.usable(isolation.best(), environment.backend())
    assert (only.uuid, only.grant.allowed, only.metered) == ("GPU-0", ("memory files",), True)
    assert problems[0] == "card 1 is not used: its sandbox lets through: take shared memory."
    assert "card 2 is not used: with nothing allowed: it does not start" in problems[1]


@pytest.mark.parametrize("metered", [True, False])
def test_the_doctor_says_what_a_gpu_takes_off_the_wall(monkeypatch, metered):
    monkeypatch.setattr(gpu, "usable", lambda *_: ((a_gpu(metered=metered),), ("Another.",)))
    said = " ".join(CliRunner().invoke(app, ["doctor"]).stdout.split())
    assert f"weaker: {STAND_IN}, memory files are open to it, and nothing filters" in said
    assert ("NVML does not report here" in said) is not metered
    assert "→ Another." in said
    (found,) = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)["gpus"]
    assert (found["opened"], found["allowed"]) == ([STAND_IN], ["memory files"])
