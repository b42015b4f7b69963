"""Runs the same cells on two sides in turns, so that other load on the machine hits both alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.author.exercise import CellTestOptions, Exercise, Limits
from autograder.author.preload import preload
from autograder.bench import course
from autograder.judge.executor import Executor
from autograder.judge.supervisor import Supervisor

# The first turns of each side are slower, because caches are cold: they are not counted.
COLD = 2


@dataclass(frozen=True)
class Turns:
    """Median seconds of one submission, from fork to last cell: bare, and in the sandbox."""

    notebook: str
    bare: float
    walled: float

    @property
    def overhead(self) -> float:
        """How much longer the sandbox takes, as a share."""
        return self.walled / self.bare - 1


@dataclass(frozen=True)
class ClusterTiming:
    """Median seconds of one submission here and on a node, and the students whose results differ."""

    here: float
    there: float
    differing: tuple[str, ...]

    @property
    def overhead(self) -> float:
        """How much longer a node takes, as a share."""
        return self.there / self.here - 1


def on_both(
    exercise: Exercise,
    submissions: Mapping[str, Mapping[int, str]],
    here: Executor,
    there: Executor,
    graded: Callable[[], None],
) -> ClusterTiming:
    """Grade each submission here, then there; `graded` is called after each."""
    times, differing = [], []
    for student, cells in submissions.items():
        seconds = []
        results = []
        for side in (here, there):
            started = time.monotonic()
            outcome = side.grade(exercise, cells)
            seconds.append(time.monotonic() - started)
            results.append(outcome.results)
        times.append(seconds)
        if results[0] != results[1]:
            differing.append(student)
        graded()
    here_seconds, there_seconds = zip(*times[COLD:], strict=True)
    return ClusterTiming(
        statistics.median(here_seconds), statistics.median(there_seconds), tuple(differing)
    )


def take(name: str, rounds: int, scratch: Path) -> Turns:
    """Run one of the measured notebooks for so many rounds on each side."""
    folder = scratch / "nothing"
    folder.mkdir(exist_ok=True)
    imports, limits = preload([course.source(name)]), Limits(60, 600, 600, 1024)
    exercise = Exercise.of_cells(name, folder, imports, limits, CellTestOptions())
    bare, walled = [], []
    command = [sys.executable, "-m", "autograder.bench.baseline", name]
    environment = {"PATH": os.defpath, "TMPDIR": str(scratch)}
    with (
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        ) as baseline,
        Supervisor(b"bench") as supervisor,
    ):  # fmt: skip
        assert baseline.stdin is not None
        assert baseline.stdout is not None
        supervisor.warm_up(exercise)
        baseline.stdout.readline()
        for number in range(COLD + rounds):
            print(number, file=baseline.stdin, flush=True)
            bare.append(float(baseline.stdout.readline()))
            cells = dict(enumerate(course.sources(name, number)))
            walled.append(supervisor.grade(exercise, cells, []).seconds)
        baseline.stdin.close()
    return Turns(name, statistics.median(bare[COLD:]), statistics.median(walled[COLD:]))
