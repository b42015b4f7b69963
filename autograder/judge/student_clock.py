"""The clock of one submission: what a student's code may take, and what it has taken."""

import time
from collections.abc import Callable

from autograder.author.exercise import Limits
from autograder.judge.child import ChildHandle
from autograder.process.channel import DeadlinePassed
from autograder.process.messages import WireDict
from autograder.sandbox.running_time import RunningTime

# How long a cell that is interrupted has until its end.
STOP_SECONDS = 2.0
# On a busy machine a limit may take this many times longer by the wall clock.
PATIENCE = 15
# The clock is looked at again after this time, if no answer has come.
LOOK_SECONDS = 5.0
# An answer that comes within this time is charged by the wall clock.
QUICK_SECONDS = 0.05
# A frame whose first byte has come may take this long at least.
FRAME_SECONDS = 10.0


class Stopwatch:
    """Counts the seconds of one question that are the student's doing.

    These are the seconds by the wall clock, less those in which the child waited for a processor. So
    a busy machine costs nobody a point, and a child that sleeps pays for it. Several threads may
    wait at once, so their computing time is the least that counts.
    """

    def __init__(self, child: ChildHandle) -> None:
        self.child = child
        self.started = time.monotonic()
        # The wall clock and the child's times when it had not answered at once.
        self.slow: tuple[float, RunningTime | None] | None = None

    @property
    def wall(self) -> float:
        """Seconds by the wall clock."""
        return time.monotonic() - self.started

    @property
    def counted(self) -> float:
        """Seconds that count. They are those of the wall clock where the system tells no others."""
        wall = self.wall
        if self.slow is None:
            return wall
        quick, before = self.slow
        now = self.child.running_time()
        if now is None or before is None:
            return wall
        took = now.since(before)
        later = wall - quick
        return quick + max(min(later, took.computed), later - took.starved)

    def readable(self, seconds: float) -> bool:
        """Wait for an answer until so many seconds count. Tell whether one came."""
        channel = self.child.channel
        # Most answers come at once, and to read a child's times costs more than they do.
        if self.slow is None and channel.readable(min(seconds, QUICK_SECONDS)):
            return True
        left = seconds - self.counted
        self.slow = self.slow or (self.wall, self.child.running_time())
        while left > 0 and self.wall < PATIENCE * seconds:
            if channel.readable(min(left, LOOK_SECONDS)):
                return True
            left = seconds - self.counted
        return channel.readable(0)


class StudentClock:
    """Counts down the seconds of a submission and of its present task.

    Two things count: the time of a child (`Stopwatch`), and this process's own CPU time, since an
    answer makes this process work. After each answer `on_left` is called with the seconds that the
    submission has left.
    """

    def __init__(self, limits: Limits, on_left: Callable[[float], None]) -> None:
        self.limits = limits
        self.on_left = on_left
        self.submission_left = limits.submission_seconds
        self.task_left = limits.task_seconds
        self.judging = 0.0
        self.worked = time.process_time()

    @property
    def waited(self) -> float:
        """Seconds that the student's code has taken so far, without the time of judging it."""
        return self.limits.submission_seconds - self.submission_left - self.judging

    @property
    def call_seconds(self) -> float:
        """Seconds that the next question of a task may take."""
        return min(self.task_left, self.submission_left)

    def begin_task(self) -> None:
        """Start the clock of a task."""
        self.charge_judging()
        self.task_left = self.limits.task_seconds

    def charge_judging(self) -> None:
        """Charge the submission for the CPU time that its last answer has cost this process."""
        now = time.process_time()
        took, self.worked = now - self.worked, now
        self.judging += took
        self.submission_left -= took
        self.task_left -= took

    def converse(
        self,
        child: ChildHandle,
        request: WireDict,
        seconds: float,
        late: Callable[[], None] | None = None,
        *,
        of_task: bool = False,
    ) -> object:
        """Send a request, wait for the answer, and charge the submission for the time.

        `late` is called after `seconds`; the answer then has `STOP_SECONDS` more. The present task is
        charged as well if the question is `of_task`. Raises what `Channel.receive` raises.
        """
        stopwatch = Stopwatch(child)
        try:
            if seconds <= 0:
                raise DeadlinePassed
            child.channel.send(request, seconds=PATIENCE * seconds)
            came = stopwatch.readable(seconds)
            if not came and late is not None:
                late()
                came = stopwatch.readable(stopwatch.counted + STOP_SECONDS)
            if not came:
                raise DeadlinePassed
            return child.channel.receive(seconds=max(seconds - stopwatch.counted, FRAME_SECONDS))
        finally:
            took = stopwatch.counted
            self.submission_left -= took
            self.task_left -= took if of_task else 0.0
            self.worked = time.process_time()
            self.on_left(self.submission_left)

    def limit_reached(self, *, of_task: bool) -> str:
        """Name the limit that was reached: that of the submission, of a task, or of a cell."""
        if self.submission_left <= 0 or (of_task and self.submission_left <= self.task_left):
            return self.submission_over()
        if of_task:
            return f"the task's calls together took over {self.limits.task_seconds:.0f} s"
        return self.cell_over()

    def cell_over(self) -> str:
        """Tell that a cell has used all its time."""
        return f"it was still running after {self.limits.cell_seconds:.0f} s, the limit of a cell"

    def submission_over(self) -> str:
        """Tell that the submission has used all its time."""
        return f"all cells and tasks together took over {self.limits.submission_seconds:.0f} s"
