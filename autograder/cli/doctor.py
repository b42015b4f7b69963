"""`heldout doctor`: what stands between a submission and this machine, seen by attacking it."""

import dataclasses
import platform
from importlib import metadata
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.author.exercise import Limits
from autograder.cli.tables import Whole, settled
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
# What each layer stops, and the levels that have it.
LAYERS = (
    ("user namespace", "other users, capabilities; counts threads per worker", BOTH[:1]),
    ("pid namespace", "seeing or signalling others; nothing outlives its worker", BOTH[:1]),
    ("mount namespace, own root", "every path not listed; disk and inode floods", BOTH[:1]),
    ("network namespace", "every network, loopback too", BOTH[:1]),
    ("IPC and UTS namespaces", "shared memory and names of the machine", BOTH[:1]),
    ("Landlock", "files, ports, signals and tracing outside its own list", BOTH),
    ("seccomp", "every system call but those that libraries need, and those by argument", BOTH),
    ("limits", "memory, CPU, file size, descriptors, core dumps", BOTH),
    ("no capabilities", "what root may do, when you grade as root", BOTH),
    ("nobody's user id", "what your user may do, in files and to processes", BOTH[:1]),
    ("session, descriptors, environment", "signals to the group, open files, secrets", BOTH),
    ("wall clock from outside", "sleep, endless loops, signals ignored: killed by pidfd", BOTH),
)

GROUPS = "all memory of a worker together, files in memory too; processes"


def examine() -> dict[str, Any]:
    """Find out everything, as plain data."""
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
        "gpus": [_gpu(each) for each in gpus],
        "gpu_problems": list(problems),
        "advice": _advice(level, features, findings[0], why),
    }


def show(found: dict[str, Any]) -> None:
    """Print what was found, for people."""
    console = Console(highlight=False)
    console.print(f"Isolation level [bold]{found['level']}[/bold]")
    for finding in found["findings"]:
        ways = len(ATTEMPTS) + (len(ON_NAMESPACES) if finding["level"] == Level.FULL else 0)
        said = finding["problem"] or ", ".join(finding["through"])
        verdict = f"holds: {ways} attacks refused" if finding["holds"] else f"does not hold: {said}"
        console.print(f"  {finding['level']} {verdict}", markup=False, soft_wrap=True)
    layers = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    for column in ("", "layer", "stops"):
        layers.add_column(column)
    for layer in found["layers"]:
        layers.add_row(Whole("✓" if layer["on"] else "–"), layer["layer"], layer["stops"])
    console.print(settled(layers))
    for title in ("kernel", "limits", "versions", "devices"):
        pairs = ", ".join(f"{name} {value}" for name, value in found[title].items())
        console.print(f"[bold]{title}[/bold]: ", end="")
        console.print(pairs, markup=False)
    for said in (*map(_say_gpu, found["gpus"]), *found["gpu_problems"]):
        console.print(f"→ {said}", markup=False, soft_wrap=True)
    for advice in found["advice"]:
        console.print(f"→ {advice}", markup=False)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _gpu(each: Gpu) -> dict[str, Any]:
    return {
        "name": each.name,
        "uuid": each.uuid,
        "memory_mib": each.memory_mib,
        "opened": each.grant.devices,
        "allowed": each.grant.allowed,
        "metered": each.metered,
    }


def _say_gpu(each: dict[str, Any]) -> str:
    """Tell what the wall lets by for a worker on this GPU."""
    holes = ", ".join((*each["opened"], *each["allowed"]))
    said = (
        f"{each['name']}, {each['memory_mib']} MiB: a worker, shut in, computes on it. Its wall is "
        f"weaker: open to it are {holes}, and what NVIDIA's driver makes of its calls nobody filters."
    )
    if not each["metered"]:
        said += (
            " NVML does not tell here what a process holds of it: only the backend's own cap, which "
            "a student can take off, bounds that."
        )
    return said


def _advice(
    level: Level, features: dict[str, Any], full: isolation.Finding, no_group: str
) -> list[str]:
    advice = []
    if level is Level.NONE:
        advice.append(
            "Grading refuses to run. Use Linux 5.13 or later on x86-64 or arm64 with Landlock in "
            "`lsm=` and seccomp; in Docker, update it: old profiles refuse Landlock."
        )
    if level is Level.FLOOR:
        advice.append(
            "Level L3 needs user namespaces: `sysctl user.max_user_namespaces` above 0; on Ubuntu "
            "24.04 `kernel.apparmor_restrict_unprivileged_userns=0`; in Docker `--security-opt "
            "seccomp=unconfined`, or a machine of its own. Until then many small files can fill "
            "the disk, and many threads the process table."
        )
        advice.append(f"Seen: {full}")
    if 0 < features["landlock_abi"] < 6:
        advice.append(
            f"Landlock {features['landlock_abi']} does not scope signals; Linux 6.12 does. Process "
            "numbers are hidden at L3, and seccomp allows signals to the worker itself alone."
        )
    if features["user"] == 0 and level is Level.FLOOR:
        advice.append(
            "Grading refuses to run as root at L1: a submission would be one of root's own "
            "processes. Grade as an ordinary user, or where L3 holds."
        )
    elif features["user"] == 0:
        advice.append("You grade as root: an ordinary user needs nothing more and risks less.")
    if no_group:
        advice.append(
            f"Control groups are not used: {no_group}. Nothing depends on them; under systemd, "
            "`systemd-run --user --scope -p Delegate=yes heldout grade` adds them."
        )
    return advice or ["Nothing to do."]
