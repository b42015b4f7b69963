"""`heldout doctor`: how well this machine isolates submissions, found out by attacking it."""

import dataclasses
import platform
from importlib import metadata
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.author.exercise import Limits
from autograder.cli.tables import Whole, fitted
from autograder.probe import gpu, isolation
from autograder.probe.attacks import ATTEMPTS, ON_NAMESPACES
from autograder.process import environment
from autograder.sandbox import cgroup, sandbox, syscalls
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

PACKAGES = (
    "heldout",
    "tensorflow",
    "keras",
    "numpy",
    "nbgrader",
    "ipython",
    "pytest",
    "hypothesis",
    "nvidia-ml-py",
)
BOTH = (Level.FULL, Level.FLOOR)
# Each layer, what it stops, and the levels that have it.
LAYERS = (
    ("user namespace", "other users, capabilities; counts threads per worker", BOTH[:1]),
    ("pid namespace", "seeing or signalling others; no process outlives its worker", BOTH[:1]),
    (
        "mount namespace, own root",
        "every path that is not listed; floods of data and of files",
        BOTH[:1],
    ),
    ("network namespace", "every network, also loopback", BOTH[:1]),
    ("IPC and UTS namespaces", "shared memory, and the names of the machine", BOTH[:1]),
    ("Landlock", "files, ports, signals and tracing that are not allowed", BOTH),
    ("seccomp", "every system call that libraries do not need, also by its arguments", BOTH),
    ("limits", "too much memory, CPU, file size, descriptors; core dumps", BOTH),
    ("no capabilities", "what root may do, if you grade as root", BOTH),
    ("nobody's user id", "what your user may do to files and processes", BOTH[:1]),
    (
        "session, descriptors, environment",
        "signals to the group; open files; secrets in variables",
        BOTH,
    ),
    ("clock from outside", "sleep, endless loops, ignored signals: killed by pidfd", BOTH),
)

GROUPS = "a worker's memory in total, with files in memory; its processes"


def examine() -> dict[str, Any]:
    """Examine the machine, and return what was found as plain data."""
    findings = [isolation.attack(level) for level in isolation.WALLS]
    level = next((finding.level for finding in findings if finding.holds), Level.NONE)
    features = isolation.features()
    group, why = cgroup.offered()
    gpus, problems = gpu.usable(level, environment.backend())
    return {
        "level": level.value,
        "findings": [
            {"level": f.level.value, "holds": f.holds, "problem": f.problem, "through": f.through}
            for f in findings
        ],
        "layers": [
            {"layer": name, "stops": stops, "on": level in levels} for name, stops, levels in LAYERS
        ]
        + [{"layer": "control group (v2)", "stops": GROUPS, "on": group is not None}],
        "kernel": features,
        "limits": dataclasses.asdict(Limits()) | dataclasses.asdict(sandbox.Bounds()),
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in PACKAGES},
        "devices": {"cpus": syscalls.cores()},
        "gpus": [_gpu(usable) for usable in gpus],
        "gpu_problems": list(problems),
        "advice": _advice(level, features, findings[0], why),
    }


def show(examined: dict[str, Any]) -> None:
    """Print what `examine` returned."""
    console = Console(highlight=False)
    console.print(f"Isolation level [bold]{examined['level']}[/bold]")
    for finding in examined["findings"]:
        ways = len(ATTEMPTS) + (len(ON_NAMESPACES) if finding["level"] == Level.FULL else 0)
        problem = finding["problem"] or ", ".join(finding["through"])
        verdict = f"holds: {ways} attacks refused"
        if not finding["holds"]:
            verdict = f"does not hold: {problem}"
        console.print(f"  {finding['level']} {verdict}", markup=False, soft_wrap=True)
    layers = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    for column in ("", "layer", "stops"):
        layers.add_column(column)
    for layer in examined["layers"]:
        layers.add_row(Whole("✓" if layer["on"] else "–"), layer["layer"], layer["stops"])
    console.print(fitted(layers))
    for title in ("kernel", "limits", "versions", "devices"):
        pairs = ", ".join(f"{name} {value}" for name, value in examined[title].items())
        console.print(f"[bold]{title}[/bold]: ", end="")
        console.print(pairs, markup=False)
    for sentence in (*map(_gpu_in_words, examined["gpus"]), *examined["gpu_problems"]):
        console.print(f"→ {sentence}", markup=False, soft_wrap=True)
    for advice in examined["advice"]:
        console.print(f"→ {advice}", markup=False)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _gpu(usable: Gpu) -> dict[str, Any]:
    return {
        "name": usable.name,
        "uuid": usable.uuid,
        "memory_mib": usable.memory_mib,
        "opened": usable.grant.devices,
        "allowed": usable.grant.allowed,
        "metered": usable.metered,
    }


def _gpu_in_words(usable: dict[str, Any]) -> str:
    """Tell that a worker can use this GPU, and how that weakens its sandbox."""
    holes = ", ".join((*usable["opened"], *usable["allowed"]))
    sentences = [
        f"{usable['name']}, {usable['memory_mib']} MiB: a sandboxed worker can compute on it.",
        f"Its sandbox is then weaker: {holes} are open to it, and nothing filters what it asks of "
        "NVIDIA's driver.",
    ]
    if not usable["metered"]:
        sentences.append(
            "NVML does not report here how much GPU memory a process holds. Only the backend's own "
            "limit bounds it, and a student can remove that limit."
        )
    return " ".join(sentences)


def _advice(
    level: Level, features: dict[str, Any], full: isolation.Finding, no_group: str
) -> list[str]:
    advice = []
    if level is Level.NONE:
        advice.append(
            "Grading refuses to run. Use Linux 5.13 or later on x86-64 or arm64, with seccomp and with "
            "Landlock in `lsm=`. In Docker, update Docker: old profiles refuse Landlock."
        )
    if level is Level.FLOOR:
        advice.append(
            "Level L3 needs user namespaces. Set `sysctl user.max_user_namespaces` above 0. On Ubuntu "
            "24.04 also set `kernel.apparmor_restrict_unprivileged_userns=0`. In Docker use "
            "`--security-opt seccomp=unconfined`, or grade on another machine. Without L3 many small "
            "files can fill the disk, and many threads can fill the process table."
        )
        advice.append(f"L3 failed here: {full}")
    if 0 < features["landlock_abi"] < 6:
        advice.append(
            f"Landlock {features['landlock_abi']} does not restrict signals; Linux 6.12 does. At L3 "
            "process numbers are hidden, and seccomp allows signals only to the worker itself."
        )
    if features["user"] == 0 and level is Level.FLOOR:
        advice.append(
            "Grading refuses to run as root at L1, because a submission would be a process of root. "
            "Grade as an ordinary user, or on a machine where L3 holds."
        )
    elif features["user"] == 0:
        advice.append("You grade as root. An ordinary user can do the same with less risk.")
    if no_group:
        advice.append(
            f"Control groups are not used: {no_group}. They are optional. With systemd you get them "
            "by `systemd-run --user --scope -p Delegate=yes heldout grade`."
        )
    return advice or ["Nothing to do."]
