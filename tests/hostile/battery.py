"""Attacks as files, what they may try to harm, and how one is tried."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor
from autograder.probe import sysv

LOCAL = Path(__file__).parent
# The exercise that each group attacks: the toy's squares, or the toy's model.
GROUPS = {
    "forging": "squares",
    "stealing": "squares",
    "breaking": "squares",
    "escaping": "squares",
    "modelling": "line",
}
HEADER = re.compile(r"\A# /// attack\n((?:#.*\n)*?)# ///\n")
THROUGH = "got through"
# Sixteen cells at the toy's limit of 64 KiB, and some more for what JSON and errors add.
MOST_KEPT = 3 << 20
# The kernel ends a dead zygote's children at once, but not on time.
STAYS_SECONDS = 20


@dataclass(frozen=True)
class Attack:
    """One file: the cell of an attacker, and the verdicts that the task attacked may get.

    With `answer` the cell is the answer to that task; else it stands before right answers, and the
    exercise's first task is looked at. `through` lists levels at which it is known to get through. One of
    them is `with a GPU`, where a driver's wishes are granted. A `control` is harmless without any wall.
    """

    path: Path
    number: int
    title: str
    verdict: list[str]
    source: str
    answer: str = ""
    control: bool = False
    through: list[str] = field(default_factory=list)

    @property
    def group(self) -> str:
        return self.path.parent.name

    @property
    def exercise(self) -> str:
        return GROUPS[self.group]

    @property
    def name(self) -> str:
        return f"{self.group}/{self.path.stem}"


def attacks() -> list[Attack]:
    """Read every attack."""
    return [_load(path) for group in GROUPS for path in sorted((LOCAL / group).glob("*.py"))]


def _load(path: Path) -> Attack:
    text = path.read_text("utf-8")
    header = HEADER.match(text)
    assert header, f"{path} has no `# /// attack` header"
    table = tomllib.loads(re.sub(r"^# ?", "", header[1], flags=re.MULTILINE))
    return Attack(path=path, source=text[header.end() :], **table)


class Bait:
    """Targets of an attack: a file, a folder, a process, sockets, a gradebook."""

    def __init__(self, folder: Path, checks: Path) -> None:
        self.folder = folder
        self.open = folder / "open"
        self.open.mkdir(mode=0o777, parents=True)
        self.open.chmod(0o777)
        self.course = folder / "course"
        self.course.mkdir()
        self.gradebook = self.course / "gradebook.db"
        self.gradebook.write_bytes(b"the gradebook")
        self.checks = checks
        self.before = checks.read_bytes()
        self.stack = ExitStack()

    def __enter__(self) -> "Bait":
        enter = self.stack.enter_context
        code = "import sys; sys.stdin.read()"
        command = [sys.executable, "-I", "-c", code]
        self.process = enter(subprocess.Popen(command, stdin=subprocess.PIPE))
        self.tcp = enter(socket.create_server(("127.0.0.1", 0)))
        self.udp = enter(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.udp.bind(("127.0.0.1", 0))
        self.unix = enter(socket.socket(socket.AF_UNIX))
        self.unix.bind(str(self.folder / "s"))
        (self.folder / "s").chmod(0o777)
        self.abstract = enter(socket.socket(socket.AF_UNIX))
        self.abstract.bind("\0" + self.name)
        self.datagrams = enter(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        self.datagrams.bind(str(self.folder / "d"))
        (self.folder / "d").chmod(0o777)
        for listening in (self.unix, self.abstract):
            listening.listen()
        for sock in (self.tcp, self.udp, self.unix, self.abstract, self.datagrams):
            sock.setblocking(False)
        self.sysv = enter(sysv.exposed())
        self.standing = self._standing()
        self.marks = self._marks()
        return self

    def __exit__(self, *_: object) -> None:
        # Ends nobody whose number is somebody else's by now.
        self.process.send_signal(signal.SIGCONT)
        self.stack.close()

    @property
    def name(self) -> str:
        """A name for an abstract socket that no other test has."""
        return f"heldout-bait-{os.getpid()}-{self.folder.name}"

    def cell(self) -> str:
        """Tell the attacker everything: what keeps them out must not be that they do not know."""
        target = {
            "open": str(self.open),
            "course": str(self.course),
            "gradebook": str(self.gradebook),
            "checks": str(self.checks),
            "solutions": str(self.checks.parents[1]),
            "pid": self.process.pid,
            "tcp": self.tcp.getsockname()[1],
            "udp": self.udp.getsockname()[1],
            "unix": str(self.folder / "s"),
            "abstract": self.name,
            "datagrams": str(self.folder / "d"),
            "queue": self.sysv.queue,
            "semaphore": self.sysv.semaphore,
            "segment": self.sysv.segment,
        }
        return f"target = {target!r}\n\n\ndef through():\n    print({THROUGH!r})"

    def harmed(self) -> list[str]:
        """Tell what was harmed."""
        state = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        found = {
            "the checks were changed": self.checks.read_bytes() != self.before,
            "the gradebook was changed": self.gradebook.read_bytes() != b"the gradebook",
            "a file was written": any(self.open.iterdir()) or len([*self.course.iterdir()]) > 1,
            "the process was ended or stopped": self.process.poll() is not None or state == "T",
            "a socket was reached": self._reached(),
            "the process is treated otherwise": self.process.poll() is None
            and self._standing() != self.standing,
            "modes or times were changed": self._marks() != self.marks,
            "another's queue, semaphore or segment was used": bool(self.sysv.touched()),
        }
        return [what for what, true in found.items() if true]

    def _standing(self) -> list[object]:
        """How the kernel treats the process: limits, priorities, cores."""
        pid = self.process.pid
        kinds = [value for name, value in vars(resource).items() if name.startswith("RLIMIT_")]
        return [
            [resource.prlimit(pid, kind) for kind in sorted({*kinds})],
            os.getpriority(os.PRIO_PROCESS, pid),
            os.sched_getscheduler(pid),
            os.sched_getaffinity(pid),
        ]

    def _marks(self) -> list[tuple[int, ...]]:
        """Modes, owners and times of what is the instructor's."""
        found = [path.stat() for path in (self.course, self.gradebook, self.checks, self.open)]
        return [(each.st_mode, each.st_uid, each.st_gid, each.st_mtime_ns) for each in found]

    def _reached(self) -> bool:
        for sock in (self.tcp, self.unix, self.abstract):
            try:
                sock.accept()[0].close()
                return True
            except BlockingIOError:
                pass
        for sock in (self.udp, self.datagrams):
            try:
                sock.recv(100)
                return True
            except BlockingIOError:
                pass
        return False


@dataclass(frozen=True)
class Trial:
    """The result of one attack. `problems` is empty if it was stopped and gained nothing."""

    outcome: Outcome
    problems: list[str]


def trial(attack: Attack, exercise: Exercise, supervisor: Supervisor, bait: Bait) -> Trial:
    """Hand in the attack, and say what it got."""
    before, boxes = processes(), {*supervisor.scratch.glob("box-*")}
    answers = sample.reference(exercise) | ({attack.answer: attack.source} if attack.answer else {})
    sources = dict(notebook.cells_to_run(sample.fill(exercise, answers)))
    first = min(sources)
    cells = {first: sources.pop(first), -2: bait.cell()}
    if not attack.answer:
        cells[-1] = attack.source
    outcome = supervisor.grade(exercise, cells | sources)
    attacked = attack.answer or exercise.tasks[0].name
    problems = bait.harmed()
    for name, task in outcome.tasks.items():
        # An attacker may lose points in the other tasks, but no task may become `broken`.
        others = ["pass", "wrong", "error", "timeout", "memory"]
        allowed = attack.verdict if name == attacked else others
        if task.verdict not in allowed:
            why = [task.note, *(record.detail for record in task.records)]
            expected = " or ".join(allowed)
            problems.append(f"{name}: {task.verdict}, expected {expected}: {' '.join(why)}")
    if {*supervisor.scratch.glob("box-*")} - boxes:
        problems.append("its folder is still there")
    if THROUGH in repr(outcome.outputs):
        problems.append(THROUGH)
    # The outputs of an attacker are kept and shown, so they must stay small.
    kept = len(repr(outcome.outputs)) + len(repr(outcome.tasks))
    if kept > MOST_KEPT:
        problems.append(f"{kept} characters are kept of it")
    left = left_behind(before)
    if left:
        problems.append(f"processes {sorted(left)} are still there")
    return Trial(outcome, problems)


def left_behind(before: set[int]) -> set[int]:
    """Find the processes that are new and stay.

    Another test process may end one of its zygotes meanwhile. For a moment the children of that
    zygote have no parent, just like a process that an attacker leaves behind.
    """
    end = time.monotonic() + STAYS_SECONDS
    while (left := processes() - before) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def processes() -> set[int]:
    """The numbers of our zygotes, of all that was forked from them, and of what they left behind."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"autograder.process.zygote" in path.read_bytes():
                stat = (path.parent / "stat").read_text()
                parents[int(path.parent.name)] = int(stat.rpartition(")")[2].split()[1])
        except OSError:
            # It ended while we looked.
            continue
    return {pid for pid in parents if _top(pid, parents) in (os.getpid(), 1)}


def _top(pid: int, parents: dict[int, int]) -> int:
    while pid in parents:
        pid = parents[pid]
    return pid


@contextmanager
def fresh_bait(folder: Path, exercise: Exercise) -> Iterator[Bait]:
    """Bait of one's own, in a new folder."""
    place = folder / f"bait-{time.monotonic_ns()}"
    place.mkdir()
    with Bait(place, exercise.checks) as bait:
        yield bait
