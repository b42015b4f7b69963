"""Opens what grades a course: a supervisor on this machine, or the nodes of a cluster.

Imports nothing of nbgrader's: a command starts its zygotes first, and imports nbgrader meanwhile.
"""

import importlib.util
from pathlib import Path

from autograder.errors import UnknownExecutor
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.executor import Executor
from autograder.judge.supervisor import Supervisor
from autograder.sandbox.sandbox import Level

# Grade on this machine.
LOCAL = ""


def open_supervisor(course: Path, *, isolated: bool) -> Supervisor:
    """Open a supervisor for a course; the caller closes it. Raises `NoIsolation`."""
    return Supervisor(HeldoutFolder(course).secret(), None if isolated else Level.NONE)


def open_cluster(course: Path, address: str, *, isolated: bool) -> Executor:
    """Join a cluster (`ray` or `ray:HOST:PORT`); the caller closes the connection.

    Raises `UnknownExecutor`, `ExecutorFailed`, `NoIsolation`.
    """
    kind, _, host = address.partition(":")
    if kind != "ray" or "://" in host:
        raise UnknownExecutor(
            f"Expected `--cluster ray`, or `--cluster ray:HOST:PORT` with the address of a cluster. "
            f"Received: `{address}`."
        )
    if importlib.util.find_spec("ray") is None:
        raise UnknownExecutor(
            "`--cluster ray` needs Ray: `pip install 'heldout[ray]'`, here and on nodes."
        )
    from autograder.cluster.executor import RayExecutor

    return RayExecutor(HeldoutFolder(course).secret(), host or "auto", isolated=isolated)
