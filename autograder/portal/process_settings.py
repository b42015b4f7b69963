"""The settings that a process of the portal reads from its environment, and its end with its parent."""

import ctypes
import os
import signal
import sys
from pathlib import Path

from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.portal_folder import PortalFolder

PARENT_DEATH = 1


def course() -> Path:
    """The course's directory."""
    return Path(os.environ["HELDOUT_COURSE"])


def url() -> str:
    """The address that people type."""
    return os.environ["HELDOUT_URL"]


def database() -> Database:
    """Open the portal's database."""
    return Database(os.environ["HELDOUT_DATABASE"])


def blobs() -> Blobs:
    """The files that were handed in."""
    folder = PortalFolder(course())
    folder.make()
    return Blobs(folder.blobs)


def end_with_parent() -> None:
    """Have the kernel end this process when `heldout serve` is gone, even after a kill."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGTERM)
    # It may have gone while this process was importing: then no signal comes.
    if os.getppid() != int(os.environ["HELDOUT_PARENT"]):
        sys.exit(0)
