"""The services that grade a course: supervisor, executor, journal, and sandboxed calls."""

from __future__ import annotations

import threading
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.closeable import Closeable
from autograder.gradebook import archive, intake
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.executors import LOCAL, open_cluster, open_supervisor
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.executor import Executor
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict
from autograder.process.kept_results import KeptResults
from autograder.process.untrusted_call import SandboxedCalls

if TYPE_CHECKING:
    from autograder.gradebook.journal import Journal


class Services(Closeable):
    """The services of one course. Each is opened at its first use, and closed by `close`.

    `on` names a cluster; by default this machine grades. The caller of `Services` closes a
    `supervisor` that it gives. Threads may share this.
    """

    def __init__(
        self,
        course: Path,
        *,
        isolated: bool = True,
        on: str = LOCAL,
        supervisor: Supervisor | None = None,
    ) -> None:
        self.course = course
        self.isolated = isolated
        self.on = on
        self._given = supervisor
        self._lock = threading.RLock()
        self._forget()

    def _forget(self) -> None:
        self._closing = ExitStack()
        self._supervisor: Supervisor | None = self._given
        self._cluster: Executor | None = None
        self._journal: Journal | None = None
        self._sandboxed_calls: SandboxedCalls | None = None

    def close(self) -> None:
        """End every process and close every file that was opened here, the last one first."""
        with self._lock:
            closing = self._closing
            self._forget()
        closing.close()

    @property
    def supervisor(self) -> Supervisor:
        """The supervisor on this machine. Raises `NoIsolation`."""
        with self._lock:
            if self._supervisor is None:
                self._supervisor = open_supervisor(self.course, isolated=self.isolated)
                self._closing.callback(self._supervisor.close)
            return self._supervisor

    @property
    def executor(self) -> Executor:
        """The supervisor, or the cluster. Raises the errors of `open_cluster`."""
        if self.on == LOCAL:
            return self.supervisor
        with self._lock:
            if self._cluster is None:
                self._cluster = open_cluster(self.course, self.on, isolated=self.isolated)
                self._closing.callback(self._cluster.close)
            return self._cluster

    @property
    def journal(self) -> Journal:
        """The course's journal. Raises `JournalError`."""
        with self._lock:
            if self._journal is None:
                # Its import takes half a second, and a notebook that is not run needs no journal.
                from autograder.gradebook.journal import Journal

                self._journal = Journal(HeldoutFolder(self.course).journal)
                self._closing.callback(self._journal.close)
            return self._journal

    @property
    def sandboxed_calls(self) -> SandboxedCalls:
        """The calls that read submissions. Each runs in a child that is isolated as a worker is."""
        with self._lock:
            if self._sandboxed_calls is None:
                supervisor = self.supervisor
                modules = (intake.__name__, archive.__name__)
                kept = KeptResults(HeldoutFolder(self.course).parsed, intake.VERSION)
                self._sandboxed_calls = SandboxedCalls(
                    modules, supervisor.scratch, supervisor.level, kept
                )
                self._closing.callback(self._sandboxed_calls.close)
            return self._sandboxed_calls

    def cached_grader(self, forget: Collection[Verdict] = ()) -> CachedGrader:
        """Make what grades submissions by way of the journal; it works out these verdicts anew."""
        return CachedGrader(self.executor, self.journal, forget)
