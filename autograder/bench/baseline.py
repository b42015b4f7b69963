"""Runs the bare cells, a lower bound: `python -m autograder.bench.baseline NAME [COUNT]`.

Each submission runs in a fork of a process that has the imports, one after the other. There is no
isolation, no notebook and no database. Without a count it reads numbers from stdin, and answers
each with the seconds that it took.
"""

import gc
import importlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from autograder.author.preload import preload
from autograder.bench import course
from autograder.process import environment


def main(name: str, numbers: Iterable[int]) -> None:
    """Run submissions of one measured notebook, and print the seconds of each."""
    for module in preload([course.source(name)]):
        importlib.import_module(module)
    # Else the garbage collector touches every page in each child, and the kernel copies it.
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for number in numbers:
        cells = course.sources(name, number)
        started = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            namespace: dict[str, object] = {"print": lambda *_: None}
            for cell in cells:
                exec(compile(cell, name, "exec"), namespace)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        if status:
            sys.exit(f"submission {number} of {name} failed")
        print(time.perf_counter() - started, flush=True)


if __name__ == "__main__":
    # Start again as zygotes are started, so that both sides use the same number of threads.
    if os.environ.get("HELDOUT_BASELINE") != "ready":
        variables = environment.of_workers(Path(os.environ["TMPDIR"])) | {
            "HELDOUT_BASELINE": "ready"
        }
        os.execve(sys.executable, [sys.executable, "-m", __spec__.name, *sys.argv[1:]], variables)
    numbers = range(int(sys.argv[2])) if len(sys.argv) > 2 else map(int, sys.stdin)
    main(sys.argv[1], numbers)
