"""The grading process of `heldout serve`."""

import logging
import os
import signal
import threading
import warnings

from sqlalchemy.exc import SAWarning

from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.course_lock import LentCourse, lending_lock
from autograder.portal import process_settings
from autograder.portal.grading_loop import GradingLoop

# So long another process may hold the course, or its database, before the reason is said again.
PATIENCE = 30.0


def main() -> None:
    """Grade what is handed in until SIGTERM."""
    process_settings.end_with_parent()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s grader: %(message)s")
    # nbgrader 0.9.6 builds its rows in an order that SQLAlchemy warns of.
    warnings.filterwarnings("ignore", category=SAWarning)
    stop = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stop.set())
    unsafe = os.environ.get("HELDOUT_UNSAFE") == "1"
    while not stop.is_set():
        try:
            with lending_lock(process_settings.course()) as lent:
                _grade(stop, lent, unsafe=unsafe)
                return
        except CourseError as error:
            logging.getLogger("heldout.portal").warning("%s", error)
            stop.wait(PATIENCE)


def _grade(stop: threading.Event, lent: LentCourse, *, unsafe: bool) -> None:
    with (
        CourseFolder(process_settings.course(), unsafe=unsafe) as course,
        process_settings.database() as database,
        database.only_grader(),
    ):
        loop = GradingLoop(
            course,
            database,
            process_settings.blobs(),
            jobs=int(os.environ.get("HELDOUT_JOBS", "0")),
        )
        loop.run(stop, lent)


if __name__ == "__main__":
    main()
