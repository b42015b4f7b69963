"""Finds the isolation level that holds on this machine, by attacking it from inside a sandbox."""

import dataclasses
import functools
import logging
import os
import platform
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.errors import NoIsolation, ZygoteFailed
from autograder.probe import sysv
from autograder.probe.attacks import ATTEMPTS, ON_NAMESPACES, Target, got_through
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.messages import ChildStart, WireDict, as_dict
from autograder.process.wire import WireError
from autograder.process.zygote import Zygote
from autograder.sandbox import allowed_calls, landlock, sandbox
from autograder.sandbox.sandbox import NOTHING, Grant, Level

ROLE = f"{__name__}:main"
SECONDS = 20.0
log = logging.getLogger(__name__)
WALLS = (Level.FULL, Level.FLOOR)


@dataclass(frozen=True)
class Finding:
    """The result for one level: why it cannot be set up, or which attacks went `through`."""

    level: Level
    problem: str = ""
    through: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether submissions may be graded at this level."""
        return not self.problem and not self.through

    def __str__(self) -> str:
        if self.holds:
            return f"{self.level} holds"
        return f"{self.level}: {self.problem or 'got through: ' + ', '.join(self.through)}"


def best() -> Level:
    """Give the highest level that holds. Raises `NoIsolation` if no level holds."""
    findings: list[str] = []
    for level in WALLS:
        finding = attack(level)
        if finding.holds:
            accept(level)
            _warn_of_lower_level(findings)
            return level
        findings.append(str(finding))
    raise NoIsolation(
        "No isolation level holds on this machine, so a submission could read and change anything "
        f"of yours. Seen: {'; '.join(findings)}. Expected: Linux 5.13 or later on x86-64 or arm64 "
        "with Landlock and seccomp (`heldout doctor` tells which is missing). For your own code "
        "only, `--unsafe` grades without isolation and stamps each result."
    )


def accept(level: Level) -> None:
    """Raise `NoIsolation` if workers would run as root, with no namespaces around them."""
    if level is Level.FLOOR and os.getuid() == 0:
        raise NoIsolation(
            "You grade as root, and this is isolation level L1: a submission would run as one of "
            "root's own processes, with nothing but a list of system calls between it and the "
            f"others. Seen: {attack(Level.FULL)}. Expected: level L3, or an ordinary user. Grade as "
            "an ordinary user, or on a machine or in a container that allows user namespaces "
            "(`heldout doctor` tells what is missing). For your own code only, `--unsafe` grades "
            "without isolation and stamps each result."
        )


def _warn_of_lower_level(findings: Sequence[str]) -> None:
    """Warn the instructor before any grading that a higher level does not hold, and why."""
    if findings:
        log.warning(
            "Isolation is L1 and not L3 here: many small files or threads of a submission can fill "
            "this machine. Seen: %s. `heldout doctor` tells what L3 needs.",
            "; ".join(findings),
        )


@functools.cache
def attack(level: Level, *, programs: bool = False, grant: Grant = NOTHING) -> Finding:
    """Shut a process in at `level`, and let it try what student code must not be able to do.

    With `programs` the process may start programs, and with a `grant` it may use a device. Then the
    attacks that these concede succeed, and are among the result.
    """
    if not hasattr(os, "pidfd_open"):
        return Finding(level, problem=f"{platform.system()} has nothing that it is made of")
    with (
        tempfile.TemporaryDirectory(prefix="heldout-probe-") as made,
        subprocess.Popen(
            [sys.executable, "-I", "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
        ) as victim,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagram,
        socket.create_server(("127.0.0.1", 0)) as server,
        sysv.exposed() as exposed,
    ):
        folder = Path(made)
        folder.chmod(0o711)
        (folder / "bait").write_text("secret")
        (folder / "bait").chmod(0o666)
        (folder / "box").mkdir()
        abstract.bind("\0" + folder.name)
        abstract.listen()
        datagram.bind(str(folder / "datagram"))
        (folder / "datagram").chmod(0o777)
        target = Target(
            file=str(folder / "bait"),
            pid=victim.pid,
            abstract=folder.name,
            datagram=str(folder / "datagram"),
            port=server.getsockname()[1],
            **dataclasses.asdict(exposed),
        )
        try:
            problem, through = _attack(level, folder, target, programs, grant)
        except (ZygoteFailed, ChannelClosed, DeadlinePassed) as error:
            return Finding(level, problem=str(error).strip())
        finally:
            survived = victim.poll() is None
            victim.communicate()
    if problem:
        return Finding(level, problem=problem)
    return Finding(level, through=(*through, *(() if survived else ("end another process",))))


@dataclass(frozen=True)
class AttackStart(ChildStart):
    """Enter a sandbox, then attack `target`. `box` is an empty folder."""

    level: str
    box: str
    target: WireDict
    programs: bool
    grant: WireDict


def _attack(
    level: Level, folder: Path, target: Target, programs: bool, grant: Grant
) -> tuple[str, list[str]]:
    """Give the problem that kept a child from attacking, or the attacks that went through."""
    zygote = Zygote([__name__], {"PATH": os.defpath}, folder / "log", level)
    ours, theirs = Channel.pair()
    try:
        with ours:
            start = AttackStart(
                level.value,
                str(folder / "box"),
                dataclasses.asdict(target),
                programs,
                dataclasses.asdict(grant),
            )
            child = zygote.fork(ROLE, start, theirs)
            try:
                answer = as_dict(ours.receive(seconds=SECONDS))
            finally:
                child.end()
    finally:
        zygote.close()
    match answer:
        case {"unfit": str(problem)}:
            return problem, []
        case {"through": list(through)}:
            return "", through
    raise WireError("the attacking process sent neither a problem nor a result")


def main(config: WireDict, sock: socket.socket) -> None:
    """Enter the sandbox like a worker, then attack, and tell which attacks went through."""
    start = AttackStart.from_wire(config)
    channel = Channel(sock)
    level = Level(start.level)
    bounds = sandbox.Bounds(memory_mib=64, file_mib=1, disk_mib=4, files=64)
    packages = [Path(path) for path in autograder.__path__]
    try:
        grant = Grant(**start.grant)  # type: ignore[arg-type]
        box = Path(start.box)
        sandbox.enter(level, box, bounds, packages, programs=start.programs, grant=grant)
    except OSError as error:
        channel.send({"unfit": str(error)})
        return
    # Python's own library must still be readable, or no worker could run.
    import colorsys as _  # noqa: F401

    attempts = {**ATTEMPTS, **(ON_NAMESPACES if level is Level.FULL else {})}
    target = Target(**start.target)  # type: ignore[arg-type]
    channel.send({"through": got_through(attempts, target)})


def features() -> dict[str, object]:
    """List what the kernel says that it has. Only an attack tells whether it works."""
    most = Path("/proc/sys/user/max_user_namespaces")
    return {
        "kernel": platform.release(),
        "machine": platform.machine(),
        "landlock_abi": landlock.abi(),
        "seccomp": Path("/proc/sys/kernel/seccomp/actions_avail").exists(),
        "system_call_table": platform.machine() in allowed_calls.MACHINES,
        "user_namespaces": int(most.read_text()) if most.exists() else 0,
        "user": os.getuid() if hasattr(os, "getuid") else None,
    }
