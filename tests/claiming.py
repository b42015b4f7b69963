"""A process that claims submissions as a grading process does, and grades nothing.

It prints each claim as a line of JSON, until SIGTERM.
"""

import json
import signal
import sys
import threading
import time

from autograder.portal import job_queue
from autograder.portal.database import Database
from autograder.portal.rows import DONE

HOLD_SECONDS = 0.05


def main() -> None:
    address, name = sys.argv[1:]
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with Database(address) as database:
        while not stop.is_set():
            claim(database, name) or stop.wait(HOLD_SECONDS)


def claim(database: Database, name: str) -> bool:
    claimed = job_queue.claim(database, name)
    if claimed is None:
        return False
    began = time.monotonic()
    time.sleep(HOLD_SECONDS)
    told = {"id": claimed.id, "person": claimed.person_id, "slug": claimed.slug, "worker": name}
    print(json.dumps(told | {"began": began, "ended": time.monotonic()}), flush=True)
    with database.write() as session:
        job_queue.end(session, claimed, DONE)
    return True


if __name__ == "__main__":
    main()
