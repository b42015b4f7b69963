"""The process that holds the hidden checks: asks the worker, judges, reports to the supervisor."""

import functools
import random
import socket
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.author.exercise import Limits
from autograder.judge.checks import Checks, ChecksError
from autograder.judge.outcome import CheckRecord
from autograder.judge.runner import ChildUnfit, End, Runner, Seat
from autograder.judge.verdict import Verdict
from autograder.session import kernel
from autograder.session.channel import Channel
from autograder.session.wire import TRUSTED


def main(config: dict[str, Any], sock: socket.socket) -> None:
    """Grade the one job that the supervisor sends, record by record."""
    kernel.die_with_parent()
    # Same-user processes may otherwise read this one's memory through /proc.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    supervisor = Channel(sock, TRUSTED)
    try:
        Grader(supervisor, supervisor.receive()).grade()
    except (ChecksError, ChildUnfit) as error:
        supervisor.send({"broken": str(error)})
    # Any other fault is ours as well: `broken`, which scores nobody, and never a verdict.
    except Exception:
        supervisor.send({"broken": traceback.format_exc()[-4000:]})


class RemoteHost:
    """Children by way of the supervisor, which alone may start and kill processes."""

    def __init__(self, supervisor: Channel) -> None:
        self.supervisor = supervisor

    def spawn(self, role: str) -> Seat:
        self.supervisor.send({"spawn": role})
        number, fds = self.supervisor.receive_fds(1)
        return Seat(Channel(socket.socket(fileno=fds[0])), functools.partial(self._end, number))

    def _end(self, number: int) -> End:
        self.supervisor.send({"end": number})
        return End(**self.supervisor.receive())


class Grader:
    """Judges one submission.

    `job` holds `cells` (pairs of index and source), `limits`, `checks` (a path), `seed` and
    `reference`: our own answer's cells, for confirming checks that depend on luck.
    """

    def __init__(self, supervisor: Channel, job: dict[str, Any]) -> None:
        self.supervisor = supervisor
        self.job = job
        self.limits = Limits(**job["limits"])
        self.path = Path(job["checks"])
        self.records: dict[str, CheckRecord] = {}

    def grade(self) -> None:
        """Run the cells, then the checks; send outputs, records and `done`."""
        random.seed(self.job["seed"])
        host = RemoteHost(self.supervisor)
        runner = Runner(dict(self.job["cells"]), host, self.limits)
        self.supervisor.send({"outputs": list(runner.run_cells().items())})
        checks = Checks(runner, self.job["seed"], self._keep)
        checks.run(self.path)
        runner.close()
        self._confirm(checks.lucky, host)
        for record in self.records.values():
            self.supervisor.send({"record": asdict(record) | {"verdict": record.verdict.value}})
        self.supervisor.send({"done": [list(pair) for pair in checks.collected]})

    def _confirm(self, lucky: set[str], host: RemoteHost) -> None:
        """Give our own answer the same draws; a check that it fails too judges nobody."""
        doubtful = {name for name in lucky if self.records[name].verdict is Verdict.WRONG}
        if not doubtful or not self.job["reference"]:
            return
        confirmed: dict[str, CheckRecord] = {}
        runner = Runner(dict(self.job["reference"]), host, self.limits)
        runner.run_cells()
        seed = self.job["seed"]
        Checks(runner, seed, lambda r: confirmed.update({r.check: r}), doubtful).run(self.path)
        runner.close()
        for name, record in confirmed.items():
            if record.verdict is not Verdict.PASS:
                self.records[name] = CheckRecord(
                    check=name,
                    task=record.task,
                    verdict=Verdict.BROKEN,
                    claim=record.claim,
                    detail=f"our own answer fails this draw, too: {record}",
                )

    def _keep(self, record: CheckRecord) -> None:
        self.records[record.check] = record
