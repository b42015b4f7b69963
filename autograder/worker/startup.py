"""The first thing that a forked child does, whatever it is for: shut itself in, and say so."""

import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

from autograder.process.channel import Channel
from autograder.sandbox import sandbox
from autograder.worker import gpu_claim, prelude


def enter_and_report(config: dict[str, Any], channel: Channel) -> bool:
    """Enter the sandbox and greet the other side; where this gives `False`, the child must end."""
    try:
        sandbox.enter(
            sandbox.Level(config["level"]),
            Path(config["box"]),
            sandbox.Bounds(**config["bounds"]),
            [Path(path) for path in config["packages"]],
            programs=config["programs"],
            processes=config["processes"],
            grant=sandbox.Grant(**config["grant"]),
        )
        if config["claim"]:
            gpu_claim.claim(**config["claim"])
        os.environ["HELDOUT_EXERCISES"] = config["exercises"]
        if config["files"]:
            # Copies, so that a cell may write to them.
            copy = shutil.copyfile
            shutil.copytree(config["files"], ".", copy_function=copy, dirs_exist_ok=True)
            # As a kernel does, so that a notebook finds the modules beside it.
            sys.path.insert(0, "")
            # nbgrader's word to a notebook that asks. An exercise of ours is not told.
            os.environ["NBGRADER_EXECUTION"] = "autograde"
        prelude.seed_everything(config["seed"])
    # Nothing of the student's has run: whatever failed here is ours, and the grader must hear it.
    except Exception:
        channel.send({"unfit": traceback.format_exc()[-2000:]})
        return False
    channel.send({"ready": True})
    return True
