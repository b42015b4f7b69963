"""Times whole commands side by side: stock nbgrader, Held-out with one job and two, bare cells."""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.bench import course
from autograder.errors import BenchError

STOCK, ONE, TWO, BARE = "stock nbgrader", "heldout, 1 job", "heldout, 2 jobs", "the bare work"
SIDES = (STOCK, ONE, TWO, BARE)
PRIVATE = re.compile(r"private MiB (\d+\.\d+)")
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True)
class Timing:
    """One whole command over `count` submissions: wall-clock seconds, and CPU seconds of all processes."""

    count: int
    wall: float
    cpu: float
    private_mib: float


@dataclass(frozen=True)
class Row:
    """The cost on one side: of one more submission, and of starting; in seconds and MiB."""

    notebook: str
    side: str
    further: float
    start: float
    cpu: float
    private_mib: float


def rows(few: int, many: int, scratch: Path, timed: Callable[[], None]) -> Iterator[Row]:
    """Time every side on every notebook, with few submissions and with many.

    The difference is the cost of the further submissions. `timed` is called after each command.
    """
    for name in course.NOTEBOOKS:
        timings: dict[str, list[Timing]] = {side: [] for side in SIDES}
        for count in (few, many):
            for side in SIDES:
                timings[side].append(_timed(name, side, count, scratch))
                timed()
        for side, (small, large) in timings.items():
            further = (large.wall - small.wall) / (many - few)
            cpu = (large.cpu - small.cpu) / (many - few)
            yield Row(name, side, further, small.wall - few * further, cpu, large.private_mib)


def commands() -> int:
    """How many commands `rows` times."""
    return 2 * len(course.NOTEBOOKS) * len(SIDES)


def _timed(name: str, side: str, count: int, scratch: Path) -> Timing:
    root = scratch / "course"
    shutil.rmtree(root, ignore_errors=True)
    course.make(root, name, count, plugged_in=side != STOCK)
    if side != BARE:
        _run([str(SCRIPTS / "nbgrader"), "generate_assignment", name], root, scratch)
    started, used = time.monotonic(), _cpu()
    _run(_command(side, name, count), root, scratch)
    wall, cpu = time.monotonic() - started, _cpu() - used
    private = [_private(path) for path in root.glob(f"autograded/*/{name}/{name}.ipynb")]
    if side != BARE and len(private) != count:
        raise BenchError(f"{side} graded {len(private)} of {count} submissions of {name}.")
    return Timing(count, wall, cpu, statistics.median(private) if private else 0.0)


def _command(side: str, name: str, count: int) -> list[str]:
    if side == STOCK:
        return [str(SCRIPTS / "nbgrader"), "autograde", name]
    if side == BARE:
        return [sys.executable, "-m", "autograder.bench.baseline", name, str(count)]
    jobs = "1" if side == ONE else "2"
    return [str(SCRIPTS / "heldout"), "grade", name, "--jobs", jobs, "--json"]


def _run(command: list[str], root: Path, scratch: Path) -> None:
    environment = {
        "PATH": f"{SCRIPTS}:{os.defpath}",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(f"`{' '.join(command)}` failed:\n{done.stderr[-2000:]}")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _private(path: Path) -> float:
    """Read from a graded notebook how much private memory its process had, in MiB."""
    outputs = nbformat.read(path, as_version=4).cells[-1].outputs
    match = PRIVATE.search(outputs[0].text if outputs else "")
    if match is None:
        raise BenchError(f"`{path}` does not say how much memory its process took.")
    return float(match[1])


def import_seconds(runs: int, scratch: Path) -> float:
    """Median seconds of a Python process that only imports Keras."""
    times = []
    for _ in range(runs):
        started = time.monotonic()
        _run([sys.executable, "-c", "import keras"], scratch, scratch)
        times.append(time.monotonic() - started)
    return statistics.median(times)
