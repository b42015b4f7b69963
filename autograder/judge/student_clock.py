"""The clock of one submission: what a student's code may take, and what it has taken."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from autograder.author.exercise import Limits
from autograder.process.channel import Channel, DeadlinePassed
from autograder.process.messages import WireDict

# How long a cell that is interrupted has until its end.
STOP_SECONDS = 2.0


class StudentClock:
    """Counts down the seconds of a submission and of its present task.

    Two things count: the wait for a child, and this process's own CPU time, since an answer makes
    this process work. `on_left` is called with the seconds that the submission has left, each time
    an answer has come.
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

    @contextmanager
    def task(self) -> Iterator[None]:
        """Charge the present task for the time inside."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.task_left -= time.monotonic() - started

    def converse(
        self,
        channel: Channel,
        request: WireDict,
        seconds: float,
        late: Callable[[], None] | None = None,
    ) -> object:
        """Send a request, wait for the answer, and charge the submission for the time.

        `late` is called after `seconds`; the answer then has `STOP_SECONDS` more. Raises what
        `Channel.receive` raises.
        """
        started = time.monotonic()
        try:
            if seconds <= 0:
                raise DeadlinePassed
            channel.send(request, seconds=seconds)
            if late is not None and not channel.readable(seconds):
                late()
                seconds = STOP_SECONDS
            return channel.receive(seconds=seconds)
        finally:
            self.submission_left -= time.monotonic() - started
            self.worked = time.process_time()
            self.on_left(self.submission_left)

    def limit_reached(self, seconds: float) -> str:
        """Tell which limit a question of so many seconds has reached.

        If earlier calls of a task have left less than a second, that number would say little.
        """
        if seconds >= 1:
            return f"it was still running after {seconds:.0f} s"
        if self.submission_left <= self.task_left:
            return self.submission_over()
        return f"the task's calls together took over {self.limits.task_seconds:.0f} s"

    def submission_over(self) -> str:
        """Tell that the submission has used all its time."""
        return f"all cells and tasks together took over {self.limits.submission_seconds:.0f} s"
