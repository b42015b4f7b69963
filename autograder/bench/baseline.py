"""The bare work, which nothing can be faster than: `python -m autograder.bench.baseline NAME [COUNT]`.

The same cells, each submission in a fork of a process that has the imports: no isolation, no
notebook, no database, one after the other. Without a count it takes numbers from its input, and
answers each with the seconds that it took.
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
    """Run submissions of one of the measured notebooks, and print how long each took."""
    for module in preload([course.source(name)]):
        importlib.import_module(module)
    # As servers that fork do, and so do we: else the collector copies every page in each child.
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for number in numbers:
        cells = course.sources(name, number)
        started = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            space: dict[str, object] = {"print": lambda *_: None}
            for cell in cells:
                exec(compile(cell, name, "exec"), space)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        if status:
            sys.exit(f"submission {number} of {name} failed")
        print(time.perf_counter() - started, flush=True)


if __name__ == "__main__":
    # As our zygotes are started, so that both do the same work on the same number of threads.
    if os.environ.get("HELDOUT_FLOOR") != "ready":
        told = environment.of_workers(Path(os.environ["TMPDIR"])) | {"HELDOUT_FLOOR": "ready"}
        os.execve(sys.executable, [sys.executable, "-m", __spec__.name, *sys.argv[1:]], told)
    counted = range(int(sys.argv[2])) if len(sys.argv) > 2 else map(int, sys.stdin)
    main(sys.argv[1], counted)
