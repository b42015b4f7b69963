"""The process of the pages: it may use the portal's folder and Python's own files, and nothing else."""

import logging
import os
import resource
import socket
import sys
import tempfile
from pathlib import Path

import uvicorn

from autograder.portal import process_settings
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.web import app
from autograder.portal.web.context import Context
from autograder.portal.web.live import MOST_STREAMS
from autograder.portal.web.patience import PatientProtocol
from autograder.sandbox import landlock

log = logging.getLogger("heldout.portal")
# So many requests at once, beside the streams of open pages; more are told to come again.
MOST_REQUESTS = 1000

# The files of the system that Python itself reads.
SYSTEM = ("/etc/localtime", "/etc/mime.types", "/usr/share/zoneinfo", "/proc/self", "/dev/urandom")


def main() -> None:
    """Serve the pages on the socket that `heldout serve` has opened."""
    process_settings.end_with_parent()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s pages: %(message)s")
    folder = PortalFolder(process_settings.course())
    database = process_settings.database()
    listening = socket.socket(fileno=int(os.environ["HELDOUT_SOCKET"]))
    # A form's file of more than a MiB lies here until it is kept.
    tempfile.tempdir = str(folder.blobs)
    shared = Context(database, process_settings.blobs(), process_settings.url(), folder.course.name)
    made = app.make(shared)
    if database.url.get_backend_name() == "sqlite":
        confine(folder)
    open_many_files()
    settings = uvicorn.Config(
        made,
        http=PatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Only the proxy on this machine is believed who is asking.
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        limit_concurrency=MOST_STREAMS + MOST_REQUESTS,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(settings).run(sockets=[listening])


def open_many_files() -> None:
    """Let this process have as many connections as the system allows it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def confine(folder: PortalFolder) -> bool:
    """Let this process read Python and the portal's folder only, where the kernel has Landlock.

    The hidden checks, the course's secret, the journal and the gradebook are outside. So is the
    network, but for the socket that is open already.
    """
    if not landlock.abi():
        log.warning("This kernel has no Landlock: only file permissions protect the hidden checks.")
        return False
    # The packages alone: the hidden checks lie elsewhere below the environment's folder.
    places = {Path(place) for place in sys.path if place and Path(place).is_dir()}
    package = Path(__file__).parents[2]
    readable = {place for place in places if place.name in ("site-packages", "lib-dynload")}
    readable |= {Path(os.__file__).parent, package, package.parent / "course"}
    readable |= {Path(place) for place in SYSTEM}
    landlock.restrict(readable, [folder.path, Path("/dev/null")])
    return True


if __name__ == "__main__":
    main()
