"""GPUs shared out: who gets a part of which, who waits, who is ended for taking too much."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest
from cells import cell_of, in_cells
from gpus import STAND_IN, a_gpu, wanting
from typer.testing import CliRunner

from autograder.author import sample
from autograder.author.exercise import Limits
from autograder.bench.gpu_sharing import share
from autograder.cli import learner
from autograder.cli.app import app
from autograder.cli.grading import grade_class
from autograder.cli.history import show_history
from autograder.feedback import feedback
from autograder.gradebook.journal import Journal
from autograder.judge.answer import StudentError
from autograder.judge.check_failures import verdict_of
from autograder.judge.executor import fitting
from autograder.judge.gpu_slots import GpuSlot, GpuSlots, device, fit
from autograder.judge.memory_watchdog import GPU_MEMORY, MEMORY, MemoryWatchdog
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict
from autograder.probe import gpu
from autograder.sandbox.gpu_device import CONTEXT_MIB
from autograder.sandbox.sandbox import ALLOWANCES, Grant
from autograder.verify import known_answer
from autograder.verify.known_answer import Trial

# nbgrader 0.9.6 builds its rows in an order that SQLAlchemy 2.1 remarks on.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
QUARTER = Limits(gpu=0.25, gpu_memory_mib=1024)


@pytest.mark.parametrize(
    ("share", "memory", "there", "count"),
    [
        (0.25, 1024, [16384], 4),
        (0.1, 64, [16384], 10),
        (0.25, 1024, [16384, 16384], 8),
        (1 / 11, 64, [16384], 11),
        (0.25, 7168, [16384], 2),
        (1, 15360, [16384], 1),
        (1, 16384, [16384], 0),
        (0.5, 1024, [], 0),
        (0, 1024, [16384], 0),
    ],
)  # fmt: skip
def test_as_many_slots_as_share_and_memory_allow(share, memory, there, count):
    gpus = [a_gpu(number, mib) for number, mib in enumerate(there)]
    limits = Limits(gpu=share, gpu_memory_mib=memory)
    assert fit(gpus, limits) == count
    assert device(gpus, limits) == ("" if not share else "GPU" if count else "CPU")
    assert fitting(64, 1 << 20, limits, gpus) == (count or 64)


def test_no_gpu_is_given_out_twice():
    slots = GpuSlots([a_gpu(0), a_gpu(1)])
    most, now, seen = 0, 0, set()
    lock = threading.Lock()

    def hold(_):
        nonlocal most, now
        with slots.slot(QUARTER) as slot:
            with lock:
                now += 1
                most = max(most, now)
                seen.add(slot.gpu.uuid)
            time.sleep(0.01)
            with lock:
                now -= 1

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(hold, range(40)))
    assert most == 8
    assert seen == {"GPU-0", "GPU-1"}
    assert not any(slots.held.values())


def test_the_emptiest_gpu_is_taken():
    slots = GpuSlots([a_gpu(0), a_gpu(1)])
    with slots.slot(QUARTER) as first, slots.slot(QUARTER) as second:
        assert {first.gpu.uuid, second.gpu.uuid} == {"GPU-0", "GPU-1"}


def test_who_wants_no_gpu_does_not_wait_for_one(toy, right, granted):
    """One place, and the only GPU in use: an exercise that wants none is graded meanwhile."""
    granted.limit(1, toy.limits)
    with ThreadPoolExecutor(1) as pool:
        with granted._slots().slot(wanting(toy).limits):
            waiting = pool.submit(granted.grade, wanting(toy), in_cells(toy, right))
            assert granted.grade(toy, in_cells(toy, right)).score == toy.points
            assert not waiting.done()
        assert waiting.result().score == toy.points
    granted.limit(0, toy.limits)


def test_where_there_is_none_it_runs_on_the_processor_and_says_so(toy, right):
    too_small = a_gpu(memory_mib=CONTEXT_MIB)
    for gpus in ([], [too_small]):
        with Supervisor(b"a secret for tests", gpus=gpus) as alone:
            outcome = alone.grade(wanting(toy, 0.5), in_cells(toy, right))
        assert outcome.device == "CPU"
        assert outcome.score == toy.points


@pytest.mark.parametrize(
    ("gpus", "device", "told"),
    [
        (
            (),
            "CPU",
            ["No GPU can be used: none.", "1 ran on the CPU, because no GPU was available"],
        ),
        ((a_gpu(),), "GPU", ["1 ran on a GPU, where isolation is weaker"]),
    ],
)
def test_an_instructor_is_told_where_a_class_ran(
    room, submit, right, toy, monkeypatch, capsys, gpus, device, told
):
    """On the screen, in the journal, and in the history of a score."""
    why = () if gpus else ("No GPU can be used: none.",)
    monkeypatch.setattr(gpu, "usable", lambda level, backend: (gpus, why))
    monkeypatch.setattr(room, "exercise", lambda slug: wanting(toy))
    submit("ann", right)
    outcomes, written = grade_class(room, "squares")
    assert written
    outcome = outcomes["ann"].outcome
    assert (outcome.score, outcome.device) == (toy.points, device)
    said = capsys.readouterr().out
    assert all(sentence in said for sentence in told), said
    # A cached outcome still records its device.
    outcomes, _ = grade_class(room, "squares")
    assert outcomes["ann"].outcome.known
    assert outcomes["ann"].outcome.device == device
    capsys.readouterr()
    journal = room.journal
    assert show_history(journal, "ann", "squares", None, as_json=False)
    assert f", {device}" in capsys.readouterr().out


@pytest.mark.parametrize(("device", "told"), [("CPU", True), ("GPU", False), ("", False)])
def test_a_learner_is_told_that_there_was_no_gpu(toy, device, told, capsys):
    practice = SimpleNamespace(
        problem="",
        exercise=toy,
        read=lambda: None,
        grade=lambda *_: Outcome("squares", {}, device=device),
    )
    learner.check(practice, [], as_json=False)
    assert (learner.NO_GPU in capsys.readouterr().out) is told


@pytest.mark.whole
def test_the_bench_says_whose_verdict_is_another(models, granted, monkeypatch):
    """A stand-in computes as the processor does; an answer that asks where it is does not."""
    where = "import os\ndef line():\n    return os.environ['CUDA_VISIBLE_DEVICES'] or right()\n"
    tell = {"line": where + sample.reference(models)["line"].replace("line", "right")}
    known = [Trial("right", sample.reference(models)), Trial("tells", tell)]
    monkeypatch.setattr(known_answer, "trials", lambda exercise: known)
    graded = []
    rows = list(share(models, [1, 2], 2, granted, lambda: graded.append(1)))
    assert [row.slots for row in rows] == [0, 1, 2]
    assert [row.differing for row in rows] == [(), ("tells",), ("tells",)]
    assert len(graded) == 6
    assert all(row.a_minute > 0 for row in rows)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["verify", "even-odd", "--gpu", "0.5"], "none here"),
        (["verify", "even-odd", "--gpu", "2"], "above 0 and up to 1"),
        (["bench", "gpu", "--slots", "1,2"], "none here"),
        (["bench", "gpu", "--slots", "1,many"], "numbers of slots"),
    ],
)
def test_who_asks_for_a_gpu_by_name_is_told_why_there_is_none(arguments, why, monkeypatch):
    monkeypatch.setattr(gpu, "usable", lambda level, backend: ((), ("none here",)))
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert why in done.output


def test_a_journal_of_an_earlier_version_is_brought_up_to_date(tmp_path):
    path = tmp_path / "journal.db"
    Journal(path).close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("alter table run drop column device")
    journal = Journal(path)
    number = journal.begin("key", Outcome("squares", {}, device="CPU"))
    assert number == 1
    journal.close()
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("select device from run").fetchall() == [("CPU",)]


@pytest.fixture
def idle():
    """A process that can be ended, by its descriptor."""
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        pidfd = os.pidfd_open(process.pid)
        yield process, pidfd
        os.close(pidfd)
        process.kill()


@pytest.mark.parametrize(
    ("gpu_mib", "host_mib", "over"),
    [(1024 + CONTEXT_MIB, 500, ""), (1025 + CONTEXT_MIB, 0, GPU_MEMORY), (0, 501, MEMORY)],
)
def test_who_holds_too_much_is_ended(idle, gpu_mib, host_mib, over):
    process, pidfd = idle
    looked = threading.Semaphore(0)

    def held(uuid):
        looked.release()
        return {process.pid: gpu_mib, 1: 10**6}

    watch = MemoryWatchdog(held, lambda pid: host_mib)
    one = watch.add(pidfd, GpuSlot(a_gpu(), 1024), 500)
    for _ in range(2):
        assert looked.acquire(timeout=10)
    watch.remove(one)
    assert one.over == over
    assert one.peak_mib == gpu_mib
    if over:
        assert process.wait(10) == -9
    assert process.poll() == (-9 if over else None)


def test_the_watch_ends_with_the_last_that_it_looks_at(idle):
    _, pidfd = idle
    watch = MemoryWatchdog(lambda uuid: {}, lambda pid: 0)
    for _ in range(2):
        one = watch.add(pidfd, GpuSlot(a_gpu(), 1024), 500)
        thread = watch.thread
        watch.remove(one)
        thread.join(10)
        assert watch.thread is None


def test_memory_that_the_limits_do_not_see_is_counted(toy, right, monkeypatch):
    """A driver's wish is granted, shared memory: who takes more than is allowed is ended for it."""
    monkeypatch.setattr("autograder.judge.grading_session.DRIVER_MIB", 0)
    open_gpu = replace(a_gpu(), grant=Grant((STAND_IN,), (), ALLOWANCES))
    hog = "import mmap, time\nheld = mmap.mmap(-1, 300 << 20)\nheld.write(bytes(300 << 20))\n"
    answers = right | {"square": f"{hog}del held\ntime.sleep(30)\n{right['square']}"}
    kept = right | {"square": f"{hog}time.sleep(30)\n{right['square']}"}
    with Supervisor(b"s", gpus=[open_gpu]) as supervisor:
        # The watchdog looks every now and then: on a busy machine two seconds may be too few for it.
        for cells, memory_mib, seconds, verdict in (
            (kept, 64, 20, "memory"),
            (answers, 1024, 2, "timeout"),
        ):
            exercise = wanting(toy, memory_mib=memory_mib, cell_seconds=seconds)
            outcome = supervisor.grade(exercise, in_cells(toy, cells))
            assert outcome.outputs, outcome.tasks
            shown = outcome.outputs[cell_of(toy, "square")][-1]
            assert shown["ename"] == verdict, shown
            assert ("more than 64 MiB" in shown["evalue"]) is (verdict == "memory")


@pytest.mark.parametrize(
    ("kind", "bases", "message", "verdict"),
    [
        ("ResourceExhaustedError", ["ResourceExhaustedError"], "OOM when allocating", Verdict.MEMORY),
        ("OutOfMemoryError", ["OutOfMemoryError", "RuntimeError"], "CUDA", Verdict.MEMORY),
        ("JaxRuntimeError", ["JaxRuntimeError"], "RESOURCE_EXHAUSTED: Out of", Verdict.MEMORY),
        ("JaxRuntimeError", ["JaxRuntimeError"], "INTERNAL: RESOURCE_EXHAUSTED", Verdict.ERROR),
    ],
)  # fmt: skip
def test_a_device_that_is_full_is_a_verdict_of_its_own(kind, bases, message, verdict):
    assert verdict_of(StudentError(kind, bases, message, "model.fit(x)")) is verdict


def test_who_ran_out_reads_what_helps(toy, right, granted):
    answers = right | {
        "square": "class OutOfMemoryError(RuntimeError): pass\n"
        "def square(x):\n    raise OutOfMemoryError('CUDA out of memory.')"
    }
    task = granted.grade(wanting(toy), in_cells(toy, answers)).tasks["square"]
    assert task.verdict is Verdict.MEMORY
    assert "batches that need not be so large" in feedback.text(task, toy)
