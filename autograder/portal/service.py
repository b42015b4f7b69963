"""`heldout serve`: starts the pages and the grading process, and starts each again if it is lost."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import PortalError
from autograder.portal.portal_folder import PortalFolder

# After SIGTERM the pages end at once, and a grading that runs is finished.
DRAIN_SECONDS = 600.0
# So long nothing is said about it.
QUIET_SECONDS = 1.0
WEB, GRADER = "pages", "grader"
# Their modules.
PAGES, GRADING = "autograder.portal.web.serve", "autograder.portal.grader"


@dataclass(frozen=True)
class Settings:
    """How `heldout serve` was called; it is handed to both processes by their environment."""

    course: Path
    url: str
    database: str
    jobs: int = 0
    unsafe: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """The variables that `process_settings` reads."""
        return {
            "HELDOUT_COURSE": str(self.course),
            "HELDOUT_URL": self.url,
            "HELDOUT_DATABASE": self.database,
            "HELDOUT_PARENT": str(os.getpid()),
        }


@dataclass(frozen=True)
class Pauses:
    """The pauses before a lost process starts again. Each is twice as long as the one before."""

    first: float = 1.0
    longest: float = 60.0
    # A process that has run so long was no failed start: the next pause is the first one again.
    steady: float = 60.0


@dataclass
class _Part:
    """One of the processes: how to start it, and when to start it again."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    pause: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0


@dataclass
class Service:
    """The two processes of a portal. `say` gets a line for each thing that an instructor should know."""

    settings: Settings
    listening: socket.socket
    say: Callable[[str], None]
    pauses: Pauses = Pauses()
    _stop: threading.Event = field(default_factory=threading.Event)
    # Somebody has asked a second time.
    _at_once: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Keep both processes running until SIGTERM, SIGINT or `stop`."""
        starts = {WEB: self._start_pages, GRADER: self._start_grader}
        parts = [_Part(name, start, self.pauses.first) for name, start in starts.items()]
        with _on_signals(self._asked_to_end):
            try:
                while not self._stop.wait(0.1):
                    for part in parts:
                        self._look_after(part)
            finally:
                self._end(parts)

    def stop(self) -> None:
        """End both processes; `run` returns when they have ended."""
        self._stop.set()

    def _asked_to_end(self) -> None:
        if self._stop.is_set():
            self._at_once.set()
        self._stop.set()

    def _look_after(self, part: _Part) -> None:
        now = time.monotonic()
        if part.process is None:
            if now >= part.next_start:
                part.process, part.started = part.start(), now
            return
        status = part.process.poll()
        if status is None:
            return
        if now - part.started > self.pauses.steady:
            part.pause = self.pauses.first
        self.say(
            f"The {part.name} process ended ({_reason(status)}). It starts again in "
            f"{part.pause:g} s. Nothing that was accepted is lost."
        )
        part.process, part.next_start = None, now + part.pause
        part.pause = min(self.pauses.longest, part.pause * 2)

    def _end(self, parts: list[_Part]) -> None:
        running = [part.process for part in parts if part.process]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        self._drain(running)
        for process in running:
            process.kill()
            process.wait()

    def _drain(self, running: list[subprocess.Popen[bytes]]) -> None:
        """Wait until these processes have ended, or until somebody asks once more."""
        began = time.monotonic()
        told = False
        while any(process.poll() is None for process in running):
            waited = time.monotonic() - began
            if not told and waited > QUIET_SECONDS:
                self.say("Gradings that run are finished. Ctrl-C again leaves them for later.")
                told = True
            if waited > DRAIN_SECONDS or self._at_once.wait(0.1):
                return

    def _start_pages(self) -> subprocess.Popen[bytes]:
        fd = self.listening.fileno()
        return self._started(PAGES, {"HELDOUT_SOCKET": str(fd)}, (fd,))

    def _start_grader(self) -> subprocess.Popen[bytes]:
        more = {"HELDOUT_JOBS": str(self.settings.jobs)}
        more |= {"HELDOUT_UNSAFE": "1"} if self.settings.unsafe else {}
        return self._started(GRADING, more, ())

    def _started(
        self, module: str, more: dict[str, str], fds: tuple[int, ...]
    ) -> subprocess.Popen[bytes]:
        # In a group of its own: Ctrl-C reaches this process alone, which then ends the others.
        return subprocess.Popen(
            [sys.executable, "-m", module],
            env=os.environ | self.settings.environment | more,
            pass_fds=fds,
            start_new_session=True,
        )


@contextmanager
def only_one(course: Path, url: str) -> Iterator[None]:
    """Keep a second service out of a course. Raises `PortalError`."""
    folder = PortalFolder(course)
    folder.make()
    with folder.served.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise PortalError(
                f"A service is at work in `{course}` already, at {file.read() or 'some address'}."
            ) from None
        file.truncate(0)
        file.write(url)
        file.flush()
        yield


def listen(bind: str) -> socket.socket:
    """Open the socket of `HOST:PORT`; port 0 takes a free one. Raises `PortalError`."""
    host, _, port = bind.rpartition(":")
    try:
        return socket.create_server((host.strip("[]"), int(port)), backlog=512)
    except (OSError, ValueError, OverflowError) as error:
        raise PortalError(
            f"`--bind {bind}` cannot be opened: {error}. Expected: an address and a free port, "
            "like `127.0.0.1:8600`."
        ) from None


@contextmanager
def _on_signals(act: Callable[[], None]) -> Iterator[None]:
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = {kind: signal.signal(kind, lambda *_: act()) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _reason(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
