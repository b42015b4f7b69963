"""The services of nbgrader's own commands, where no command of Held-out's owns them.

`nbgrader autograde`, formgrader and `NbGraderAPI` call single steps. So the process owns the
services: the first step of a course opens them, and they close when the process exits.
"""

import atexit
import threading
from pathlib import Path

from autograder.gradebook.services import Services

_services: dict[tuple[Path, bool], Services] = {}
_lock = threading.Lock()


def of_course(course: Path, *, isolated: bool) -> Services:
    """Give this process's services for a course."""
    key = course.resolve(), isolated
    with _lock:
        if key not in _services:
            _services[key] = Services(key[0], isolated=isolated)
        return _services[key]


@atexit.register
def close_all() -> None:
    """Close all of them; a later step opens new ones."""
    with _lock:
        closing = list(_services.values())
        _services.clear()
    for services in closing:
        services.close()
