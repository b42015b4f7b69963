"""Limits count the student's own time: a busy machine costs nobody a point, and a sleeper pays."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from autograder.author.exercise import Limits
from autograder.judge import student_clock
from autograder.judge.child import ChildHandle
from autograder.judge.student_clock import Stopwatch
from autograder.process.channel import Channel
from autograder.sandbox.running_time import RunningTime, running_time

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how long a process waits")


class Watched(ChildHandle):
    """A child whose times are set by the test."""

    def __init__(self, channel, times):
        super().__init__(channel, lambda: None, lambda grace: None, 1)
        object.__setattr__(self, "times", times)

    def running_time(self):
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


@pytest.fixture
def ends():
    """Both ends of a channel."""
    ours, theirs = Channel.pair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def hours(monkeypatch):
    """A wall clock that the test sets."""
    clock = [0.0]
    monkeypatch.setattr(student_clock.time, "monotonic", lambda: clock[0])
    return clock


@pytest.mark.parametrize(
    ("times", "counted"),
    [
        # It computed for ten seconds and waited for ninety.
        ([RunningTime(), RunningTime(10, 90)], 10),
        # It slept.
        ([RunningTime(), RunningTime(0.1, 0)], 100),
        # Eight threads computed for eighty seconds on two processors, and all of them waited.
        ([RunningTime(), RunningTime(80, 700)], 80),
        # Many threads cannot shorten the time: they used more than the wall clock's.
        ([RunningTime(), RunningTime(190, 9000)], 100),
        # It slept for forty seconds and computed for ten.
        ([RunningTime(), RunningTime(10, 50)], 50),
        # A thread that has ended has taken its times along.
        ([RunningTime(50, 50), RunningTime(1, 1)], 100),
        # The system does not tell.
        ([None], 100),
    ],
)
def test_the_time_that_counts(hours, ends, times, counted):
    stopwatch = Stopwatch(Watched(ends[0], list(times)))
    assert not stopwatch.readable(0)
    hours[0] = 100.0
    assert stopwatch.counted == pytest.approx(counted)


def test_a_quick_answer_reads_no_times(ends):
    ends[1].send(b"\0")
    assert Stopwatch(Watched(ends[0], [])).readable(1)


@linux
def test_a_process_that_has_to_share_is_starved():
    """Four processes on one processor: each has to wait for about three quarters of the time."""
    core = min(os.sched_getaffinity(0))
    code = f"import os; os.sched_setaffinity(0, [{core}])\nwhile True: pass"
    children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    try:
        end = time.monotonic() + 60
        while (now := running_time([children[0].pid])).computed < 0.5 and time.monotonic() < end:
            time.sleep(0.05)
        assert now.starved > now.computed
    finally:
        for child in children:
            child.kill()
            child.wait()
    assert running_time([children[0].pid]) is None


HOG = "while True: pass"
BUSY = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 1.5: pass\nprint('done')"


@linux
@pytest.mark.whole
def test_a_cell_is_stopped_for_its_own_time_alone(toy, supervisor):
    """The limit is four seconds. By the wall clock the busy cell takes about ten."""
    hogs = [subprocess.Popen([sys.executable, "-c", HOG]) for _ in range(8 * os.cpu_count())]
    try:
        hurried = replace(toy, limits=Limits(cell_seconds=4))
        outcome = supervisor.grade(hurried, {0: BUSY, 1: "import time; time.sleep(1000)"})
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
    (busy,), (asleep,) = outcome.outputs[0], outcome.outputs[1]
    assert busy["text"] == "done\n"
    assert asleep["ename"] == "timeout"
