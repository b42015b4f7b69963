"""The one supervisor of a course in this process, what else may grade it, and the course's secret.

Imports nothing of nbgrader's: a command starts its zygotes first, and reads the rest meanwhile.
"""

import atexit
import functools
import importlib.util
import secrets
from pathlib import Path

from autograder.errors import UnknownExecutor
from autograder.judge.executor import Executor
from autograder.judge.supervisor import Supervisor
from autograder.sandbox.sandbox import Level

# Where submissions are graded unless they are sent elsewhere.
LOCAL = ""


@functools.cache
def supervisor_of(course: Path, isolated: bool) -> Supervisor:
    """The one supervisor of a course in this process: its imports are paid once."""
    supervisor = Supervisor(secret_of(course), None if isolated else Level.NONE)
    atexit.register(supervisor.close)
    return supervisor


@functools.cache
def executor_of(course: Path, isolated: bool, on: str = LOCAL) -> Executor:
    """What grades a course: this machine, or a cluster (`ray`, `ray:ADDRESS`).

    Raises `UnknownExecutor`, `ExecutorFailed`, `NoIsolation`.
    """
    if on == LOCAL:
        return supervisor_of(course, isolated)
    kind, _, address = on.partition(":")
    if kind != "ray" or "://" in address:
        raise UnknownExecutor(
            f"Expected `--cluster ray`, or `--cluster ray:HOST:PORT` with the address of a cluster. "
            f"Received: `{on}`."
        )
    if importlib.util.find_spec("ray") is None:
        raise UnknownExecutor(
            "`--cluster ray` needs Ray: `pip install 'heldout[ray]'`, here and on nodes."
        )
    from autograder.cluster.executor import RayExecutor

    executor = RayExecutor(secret_of(course), address or "auto", isolated=isolated)
    atexit.register(executor.close)
    return executor


def secret_of(course: Path) -> bytes:
    """Read the secret that seeds a course's draws; make it at the first call."""
    path = course / ".heldout" / "secret"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
