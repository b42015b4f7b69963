"""Which isolation level holds on this machine: found out by attacking it, the way a worker is shut in."""

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
from typing import Any

import autograder
from autograder.errors import NoIsolation, ZygoteFailed
from autograder.probe import sysv
from autograder.probe.attacks import ATTEMPTS, ON_NAMESPACES, got_through
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.zygote import Zygote
from autograder.sandbox import allowed_calls, landlock, sandbox
from autograder.sandbox.sandbox import NOTHING, Grant, Level

ROLE = f"{__name__}:main"
SECONDS = 20.0
log = logging.getLogger(__name__)
WALLS = (Level.FULL, Level.FLOOR)


@dataclass(frozen=True)
class Finding:
    """What came of one level: `problem` where it could not be put on, `through` what it let by."""

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
    """Give the highest level that holds; raises `NoIsolation` where none is enough to grade."""
    findings: list[str] = []
    for level in WALLS:
        finding = attack(level)
        if finding.holds:
            accept(level)
            _say_a_fall(findings)
            return level
        findings.append(str(finding))
    raise NoIsolation(
        "No isolation level holds on this machine, so a submission could read and change anything "
        f"of yours. Seen: {'; '.join(findings)}. Expected: Linux 5.13 or later on x86-64 or arm64 "
        "with Landlock and seccomp (`heldout doctor` tells which is missing). For your own code "
        "only, `--unsafe` grades without isolation and stamps each result."
    )


def accept(level: Level) -> None:
    """Raise `NoIsolation` where workers would be root's with no namespaces around them."""
    if level is Level.FLOOR and os.getuid() == 0:
        raise NoIsolation(
            "You grade as root, and this is isolation level L1: a submission would run as one of "
            "root's own processes, with nothing but a list of system calls between it and the "
            f"others. Seen: {attack(Level.FULL)}. Expected: level L3, or an ordinary user. Grade as "
            "an ordinary user, or on a machine or in a container that allows user namespaces "
            "(`heldout doctor` tells what is missing). For your own code only, `--unsafe` grades "
            "without isolation and stamps each result."
        )


def _say_a_fall(findings: Sequence[str]) -> None:
    """Tell whoever grades, before anything is graded, that a level above does not hold, and why."""
    if findings:
        log.warning(
            "Isolation is L1 and not L3 here: many small files or threads of a submission can fill "
            "this machine. Seen: %s. `heldout doctor` tells what L3 needs.",
            "; ".join(findings),
        )


@functools.cache
def attack(level: Level, *, programs: bool = False, grant: Grant = NOTHING) -> Finding:
    """Shut a process in at `level` and let it try what a student's code must not be able to do.

    With `programs` it is a worker that may start them, and will be found to; so it is with what a
    `grant` concedes.
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
        target = {
            "file": str(folder / "bait"),
            "pid": victim.pid,
            "abstract": folder.name,
            "datagram": str(folder / "datagram"),
            **dataclasses.asdict(exposed),
            "port": server.getsockname()[1],
        }
        try:
            answer = _shut_in(level, folder, target, programs, grant)
        except (ZygoteFailed, ChannelClosed, DeadlinePassed) as error:
            return Finding(level, problem=str(error).strip())
        finally:
            survived = victim.poll() is None
            victim.communicate()
    if "unfit" in answer:
        return Finding(level, problem=answer["unfit"])
    through = [*answer["through"], *([] if survived else ["end another process"])]
    return Finding(level, through=tuple(through))


def _shut_in(
    level: Level, folder: Path, target: dict[str, Any], programs: bool, grant: Grant
) -> dict[str, Any]:
    zygote = Zygote([__name__], {"PATH": os.defpath}, folder / "log", level)
    ours, theirs = Channel.pair()
    try:
        with ours:
            box = str(folder / "box")
            config = {
                "level": level.value,
                "box": box,
                "target": target,
                "programs": programs,
                "grant": dataclasses.asdict(grant),
            }
            child = zygote.fork(ROLE, config, theirs)
            try:
                return dict(ours.receive(seconds=SECONDS))
            finally:
                child.end()
    finally:
        zygote.close()


def main(config: dict[str, Any], sock: socket.socket) -> None:
    """Enter the sandbox as a worker does, then attack it and tell what got through."""
    channel = Channel(sock)
    level = Level(config["level"])
    bounds = sandbox.Bounds(memory_mib=64, file_mib=1, disk_mib=4, files=64)
    packages = [Path(path) for path in autograder.__path__]
    try:
        box, programs = Path(config["box"]), config["programs"]
        grant = Grant(**config["grant"])
        sandbox.enter(level, box, bounds, packages, programs=programs, grant=grant)
    except OSError as error:
        channel.send({"unfit": str(error)})
        return
    # Python's own library must still be there: a wall that shuts it out is no use.
    import colorsys as _  # noqa: F401

    attempts = {**ATTEMPTS, **(ON_NAMESPACES if level is Level.FULL else {})}
    channel.send({"through": got_through(attempts, config["target"])})


def features() -> dict[str, Any]:
    """What the kernel says that it has; only an attack tells whether it works."""
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
