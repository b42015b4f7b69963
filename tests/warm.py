"""Zygotes that one test process starts once and lends to every course that a test makes.

Three zygotes start for a course, and that takes seconds: nine or more for the first submission,
two for the next.
"""

from collections.abc import Sequence
from pathlib import Path

from autograder.judge.seeding import Seeding
from autograder.judge.supervisor import Supervisor
from autograder.process.kept_results import KeptResults
from autograder.process.untrusted_call import SandboxedCalls
from autograder.sandbox.sandbox import Level

SECRET = b"a secret for tests"


class LentSupervisor(Supervisor):
    """Grades with another supervisor's zygotes, but draws from a secret of its own.

    Closing it ends none of them.
    """

    def __init__(self, owner: Supervisor, secret: bytes) -> None:
        self.owner = owner
        vars(self).update(vars(owner))
        self.secret = Seeding(secret)
        self.salt = self.secret.salt
        self.notices = []

    def close(self) -> None:
        self.closed = True

    # A zygote that was lost is replaced for all.
    @property
    def grader_zygote(self):
        return self.owner.grader_zygote

    @grader_zygote.setter
    def grader_zygote(self, zygote) -> None:
        self.owner.grader_zygote = zygote


class LentCalls(SandboxedCalls):
    """Reads submissions with a zygote that others use as well."""

    def close(self) -> None:
        """Leave the zygote to the others."""


class WarmProcesses:
    """All that one test process has started: a supervisor for each level, and readers of files."""

    def __init__(self) -> None:
        self.supervisors: dict[Level | None, Supervisor] = {}
        self.calls: dict[tuple[tuple[str, ...], Level], LentCalls] = {}

    def owner(self, level: Level | None = None) -> Supervisor:
        """The supervisor that has the zygotes of a level."""
        if level not in self.supervisors:
            self.supervisors[level] = Supervisor(SECRET, level)
        return self.supervisors[level]

    def supervisor(self, secret: bytes, level: Level | None = None) -> LentSupervisor:
        """Takes the place of `Supervisor` where a course opens one."""
        return LentSupervisor(self.owner(level), secret)

    def sandboxed_calls(
        self, preload: Sequence[str], scratch: Path, level: Level, kept: KeptResults | None = None
    ) -> LentCalls:
        """Takes the place of `SandboxedCalls` where a course opens one; all courses share its process."""
        kind = tuple(preload), level
        if kind not in self.calls:
            self.calls[kind] = LentCalls(preload, scratch, level)
        self.calls[kind].kept = kept
        return self.calls[kind]

    def close(self) -> None:
        for calls in self.calls.values():
            SandboxedCalls.close(calls)
        for supervisor in self.supervisors.values():
            supervisor.close()
