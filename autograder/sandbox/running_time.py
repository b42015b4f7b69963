"""How long a process has run, and how long it has waited for a processor, seen from outside."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.sandbox import syscalls


@dataclass(frozen=True)
class RunningTime:
    """Seconds of some processes' threads together.

    They ran for `computed` seconds. For `starved` seconds they could have run, and other processes
    had the processor. A process that sleeps does neither.
    """

    computed: float = 0.0
    starved: float = 0.0

    def since(self, before: "RunningTime") -> "RunningTime":
        """Return the seconds since an earlier look. Threads that have ended take theirs along."""
        return RunningTime(
            max(0.0, self.computed - before.computed), max(0.0, self.starved - before.starved)
        )


def running_time(pids: Iterable[int]) -> RunningTime | None:
    """Add up the times of processes. Return `None` where the system does not tell them."""
    computed = starved = 0
    known = False
    for pid in pids:
        for task in syscalls.tasks(pid):
            try:
                with open(f"/proc/{pid}/task/{task}/schedstat") as numbers:
                    ran, waited, _ = map(int, numbers.read().split())
            # The thread has ended, or this kernel keeps no such numbers.
            except (OSError, ValueError):
                continue
            known = True
            computed += ran
            starved += waited
    return RunningTime(computed / 1e9, starved / 1e9) if known else None
