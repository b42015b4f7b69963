"""The same cells on two sides, turn by turn: what the wall or a cluster adds, whatever else runs here."""

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

# The first turns of each side pay for caches that are cold.
COLD = 2


@dataclass(frozen=True)
class Turns:
    """Median seconds of one submission, from fork to the last cell, on each side."""

    notebook: str
    bare: float
    walled: float

    @property
    def over(self) -> float:
        """How much longer ours takes, as a share."""
        return self.walled / self.bare - 1


@dataclass(frozen=True)
class ClusterTiming:
    """Median seconds of one submission here and on a node, and whose outcomes differ."""

    here: float
    there: float
    differing: tuple[str, ...]

    @property
    def over(self) -> float:
        """How much longer it takes there, as a share."""
        return self.there / self.here - 1


def travel(
    exercise: Exercise,
    submissions: Mapping[str, Mapping[int, str]],
    here: Executor,
    there: Executor,
    back: Callable[[], None],
) -> ClusterTiming:
    """Grade each submission on both sides in turn; `back` is called after each."""
    times, differing = [], []
    for student, cells in submissions.items():
        taken = []
        found = []
        for side in (here, there):
            started = time.monotonic()
            outcome = side.grade(exercise, cells)
            taken.append(time.monotonic() - started)
            found.append(outcome.results)
        times.append(taken)
        if found[0] != found[1]:
            differing.append(student)
        back()
    ours, theirs = zip(*times[COLD:], strict=True)
    return ClusterTiming(statistics.median(ours), statistics.median(theirs), tuple(differing))


def take(name: str, rounds: int, scratch: Path) -> Turns:
    """Take turns for so many rounds on one of the measured notebooks."""
    folder = scratch / "nothing"
    folder.mkdir(exist_ok=True)
    imports = preload([course.source(name)])
    limits = Limits(60, 600, 600, 1024)
    exercise = Exercise(
        name,
        folder,
        folder,
        name,
        "",
        0,
        (),
        imports,
        (),
        limits,
        cell_test_options=CellTestOptions(),
    )
    bare, walled = [], []
    command = [sys.executable, "-m", "autograder.bench.baseline", name]
    environment = {"PATH": os.defpath, "TMPDIR": str(scratch)}
    with (
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        ) as floor,
        Supervisor(b"bench") as supervisor,
    ):  # fmt: skip
        assert floor.stdin is not None
        assert floor.stdout is not None
        supervisor.warm_up(exercise)
        floor.stdout.readline()
        for number in range(COLD + rounds):
            print(number, file=floor.stdin, flush=True)
            bare.append(float(floor.stdout.readline()))
            cells = dict(enumerate(course.sources(name, number)))
            walled.append(supervisor.grade(exercise, cells, []).seconds)
        floor.stdin.close()
    return Turns(name, statistics.median(bare[COLD:]), statistics.median(walled[COLD:]))
