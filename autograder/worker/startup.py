"""The first thing that a forked child does, whatever its role: it shuts itself in and reports it."""

import os
import shutil
import sys
import traceback
from pathlib import Path

from autograder.process.channel import Channel
from autograder.process.messages import READY, SandboxedStart
from autograder.sandbox import sandbox
from autograder.worker import gpu_claim, prelude


def enter_and_report(start: SandboxedStart, channel: Channel) -> bool:
    """Enter the sandbox and tell the other side. If this returns `False`, the child must end."""
    try:
        sandbox.enter(
            start.level,
            Path(start.box),
            start.bounds,
            [Path(path) for path in start.packages],
            programs=start.programs,
            processes=start.processes,
            grant=start.grant,
        )
        if start.claim:
            gpu_claim.claim(start.claim)
        os.environ["HELDOUT_EXERCISES"] = start.exercises
        if start.files:
            _copy_files(start.files)
        prelude.seed_everything(start.seed)
    # No student code has run yet, so any failure is our own. The grader must hear of it.
    except Exception:
        channel.send({"unfit": traceback.format_exc()[-2000:]})
        return False
    channel.send(READY)
    return True


def _copy_files(folder: str) -> None:
    """Copy a notebook's files into the working folder, and let it import the modules among them."""
    # `copyfile` copies no modes, so that a cell may write to the copies.
    shutil.copytree(folder, ".", copy_function=shutil.copyfile, dirs_exist_ok=True)
    # A kernel does the same, so that a notebook finds the modules beside it.
    sys.path.insert(0, "")
    # nbgrader sets this for notebooks that ask. An exercise of this course gets no files and no hint.
    os.environ["NBGRADER_EXECUTION"] = "autograde"
