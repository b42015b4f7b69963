"""The one supervisor of a course in this process, and the course's secret.

Imports nothing of nbgrader's: a command starts its zygotes first, and reads the rest meanwhile.
"""

import atexit
import functools
import secrets
from pathlib import Path

from autograder.judge.supervisor import Supervisor
from autograder.session.sandbox import Level


@functools.cache
def supervisor_of(course: Path, isolated: bool) -> Supervisor:
    """The one supervisor of a course in this process: its imports are paid once."""
    supervisor = Supervisor(secret_of(course), None if isolated else Level.NONE)
    atexit.register(supervisor.close)
    return supervisor


def secret_of(course: Path) -> bytes:
    """Read the secret that seeds a course's draws; make it at the first call."""
    path = course / ".heldout" / "secret"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
