"""`heldout` and `nbgrader` as a user calls them: in this process, or in one of their own.

In this process a command takes a second or two, since its imports and its zygotes are there. A
process of its own pays for both. It is for tests of what only a process has.
"""

import contextlib
import io
import logging
import os
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader import apps
from nbgrader.validator import Validator
from typer.testing import CliRunner

from autograder.cli.app import app

SCRIPTS = Path(sys.executable).parent
NBGRADER = {
    "autograde": apps.AutogradeApp,
    "generate_assignment": apps.GenerateAssignmentApp,
    "generate_feedback": apps.GenerateFeedbackApp,
    "validate": apps.ValidateApp,
}


@dataclass(frozen=True)
class Done:
    """The output of a command and its exit status."""

    returncode: int
    stdout: str
    stderr: str


def in_own_process(root: Path, program: str, *arguments: str) -> Done:
    """Run a command in a course's folder, as from a shell that knows nothing of this process."""
    environment = {"PATH": f"{SCRIPTS}:{os.defpath}", "HOME": str(root), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(SCRIPTS / program), *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def in_this_process(root: Path, program: str, *arguments: str) -> Done:
    """Run a command in a course's folder, with what this process has imported and started."""
    run = _heldout if program == "heldout" else _nbgrader
    with _left_as_it_was(), contextlib.chdir(root), pytest.MonkeyPatch.context() as patched:
        patched.setenv("HOME", str(root))
        # Stock nbgrader starts `alembic` by its name.
        patched.setenv("PATH", str(SCRIPTS), prepend=os.pathsep)
        patched.setattr(sys, "argv", [str(SCRIPTS / program), *arguments])
        patched.setattr(sys, "path", sys.path.copy())
        # nbgrader's validator keeps the stream of the time when it was imported.
        patched.setattr(Validator, "stream", Stdout())
        return run(arguments)


class Stdout:
    """Writes to whatever stands for `sys.stdout` now."""

    def write(self, text: str) -> int:
        return sys.stdout.write(text)


@contextlib.contextmanager
def _left_as_it_was():
    """Undo what a command does to its process, which it expects to end."""
    interrupt = signal.getsignal(signal.SIGINT)
    log = logging.getLogger("nbgrader")
    handlers, level = log.handlers.copy(), log.level
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, interrupt)
        log.handlers, log.level = handlers, level


def _heldout(arguments: tuple[str, ...]) -> Done:
    done = CliRunner().invoke(app, arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def _nbgrader(arguments: tuple[str, ...]) -> Done:
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        command = NBGRADER[arguments[0]]()
        try:
            command.initialize(list(arguments[1:]))
            command.start()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except Exception:
            # As the interpreter does where nobody catches it.
            traceback.print_exc()
            status = 1
    return Done(status, out.getvalue(), err.getvalue())
