"""Which isolation level holds on this machine: found out by attacking it, the way a worker is shut in."""

import dataclasses
import functools
import os
import platform
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder
from autograder.session import kernel, landlock, sandbox, seccomp
from autograder.session.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.session.sandbox import NOTHING, Grant, Level
from autograder.session.zygote import Zygote, ZygoteFailed

ROLE = f"{__name__}:main"
SECONDS = 20.0
WALLS = (Level.FULL, Level.FLOOR)


class NoIsolation(RuntimeError):
    """This machine offers less than the lowest isolation level that grading accepts."""


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
    """Give the highest level that holds; raises `NoIsolation` where none does."""
    findings = []
    for level in WALLS:
        finding = attack(level)
        if finding.holds:
            return level
        findings.append(str(finding))
    raise NoIsolation(
        "No isolation level holds on this machine, so a submission could read and change anything "
        f"of yours. Seen: {'; '.join(findings)}. Expected: Linux 5.13 or later on x86-64 or arm64 "
        "with Landlock and seccomp (`heldout doctor` tells which is missing). For your own code "
        "only, `--unsafe` grades without isolation and stamps each result."
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
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        folder = Path(made)
        folder.chmod(0o711)
        (folder / "bait").write_text("secret")
        (folder / "bait").chmod(0o666)
        (folder / "box").mkdir()
        abstract.bind("\0" + folder.name)
        abstract.listen()
        target = {
            "file": str(folder / "bait"),
            "pid": victim.pid,
            "abstract": folder.name,
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

    attempts = {**ATTEMPTS, **(ATTEMPTS_ON_NAMESPACES if level is Level.FULL else {})}
    channel.send({"through": [name for name, do in attempts.items() if _works(do, config)]})


def _works(attempt: Callable[[dict[str, Any]], Any], config: dict[str, Any]) -> bool:
    try:
        attempt(config["target"])
    # Refusals come as many types: a file that is not there, a call not permitted, no memory.
    except (OSError, MemoryError, ValueError):
        return False
    return True


def _called(result: int) -> None:
    if result < 0:
        raise OSError("refused")


def _many_files(target: Mapping[str, Any]) -> None:
    for number in range(100):
        Path(f"file-{number}").touch()


# Each must fail; what each layer alone would let through is tried at every level.
ATTEMPTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "read a file": lambda target: Path(target["file"]).read_text(),
    "write a file": lambda target: Path(target["file"]).write_text(""),
    "list the machine's root": lambda target: _listed("/etc", "/home", "/root"),
    "read another process": lambda target: Path(f"/proc/{target['pid']}/environ").read_bytes(),
    "trace another process": lambda target: _called(
        kernel.libc().ptrace(0x4206, target["pid"], 0, 0)
    ),
    "signal another process": lambda target: os.kill(target["pid"], 9),
    "signal every process": lambda target: os.kill(-1, 0),
    "connect to a port": lambda target: socket.create_connection(("127.0.0.1", target["port"]), 2),
    "connect to a socket": lambda target: socket.socket(socket.AF_UNIX).connect(
        "\0" + target["abstract"]
    ),
    "start a process": lambda target: os.fork() or os._exit(0),
    "start a program": lambda target: subprocess.run(["/bin/true"], check=True),
    "take memory over the limit": lambda target: bytearray(256 << 20),
    "take shared memory": lambda target: __import__("mmap").mmap(-1, 1 << 20),
    "write over the limit": lambda target: Path("big").write_bytes(bytes(2 << 20)),
    "make a user namespace": lambda target: _called(kernel.libc().unshare(0x10000000)),
}
ATTEMPTS_ON_NAMESPACES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "make files over the limit": _many_files,
    "be another than process 1": lambda target: _called(-1 if os.getpid() == 1 else 0),
    "be somebody": lambda target: _called(-1 if os.getuid() == 65534 else 0),
    "see a network": lambda target: _called(1 - len(socket.if_nameindex())),
}


def _listed(*folders: str) -> None:
    if not any(os.listdir(folder) for folder in folders):
        raise OSError("nothing there")


def features() -> dict[str, Any]:
    """What the kernel says that it has; only an attack tells whether it works."""
    most = Path("/proc/sys/user/max_user_namespaces")
    return {
        "kernel": platform.release(),
        "machine": platform.machine(),
        "landlock_abi": landlock.abi(),
        "seccomp": Path("/proc/sys/kernel/seccomp/actions_avail").exists(),
        "system_call_table": platform.machine() in seccomp.SYSCALLS,
        "user_namespaces": int(most.read_text()) if most.exists() else 0,
        "user": os.getuid() if hasattr(os, "getuid") else None,
    }
