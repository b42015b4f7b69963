"""Grading on a cluster: the same scores, from two real Ray nodes, and from what is left of them."""

import dataclasses
import os
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from cells import in_cells
from gpus import wanting

from autograder.author.exercise import Limits
from autograder.cluster.exercise_bundle import ExerciseBundle
from autograder.cluster.node import Node, NodeFingerprint
from autograder.errors import ExecutorFailed, UnknownExecutor, ZygoteFailed
from autograder.gradebook import executors
from autograder.judge import fingerprint
from autograder.judge.executor import fitting
from autograder.judge.seeding import Seeding
from autograder.judge.verdict import Verdict
from autograder.probe import isolation
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Grant, Level

SECRET = b"a secret for tests"
START_SECONDS = 180
# Ray takes a minute to start its nodes, and these tests two minutes of work.
real_ray = pytest.mark.whole
# Longer than any wait below.
LONG = 500


class Nodes:
    """Ray nodes of one CPU each."""

    def __init__(self, process, errors):
        self.process = process
        # Ray's own start is not what is tested: there are containers that it dislikes.
        if not select.select([process.stdout], [], [], START_SECONDS)[0]:
            process.kill()
        self.address = process.stdout.readline().strip()
        if not self.address:
            pytest.skip(f"Ray starts no nodes here: {errors.read_text()[-300:]}")

    def tell(self, line):
        print(line, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline().strip() == "done"


@contextmanager
def started(count):
    command = [sys.executable, str(Path(__file__).with_name("nodes.py")), str(count), "1"]
    # Not `/tmp/ray`, which may be somebody else's; and short, as there are sockets in it.
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        errors = Path(folder) / "errors"
        with (
            errors.open("w") as output,
            subprocess.Popen(
                command, env=os.environ | {"RAY_TMPDIR": folder}, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=output, text=True,
            ) as process,
        ):  # fmt: skip
            yield Nodes(process, errors)
            process.stdin.close()
            process.wait(30)


@pytest.fixture(scope="module")
def slow_toy(toy):
    """The toy with limits that no answer reaches before its node is gone."""
    limits = Limits(cell_seconds=LONG, submission_seconds=LONG, memory_mib=256)
    return dataclasses.replace(toy, limits=limits)


@pytest.fixture(scope="module")
def nodes():
    with started(2) as running:
        yield running


@contextmanager
def on(nodes):
    """An executor on these nodes."""
    from autograder.cluster.executor import RayExecutor

    with closing(RayExecutor(SECRET, nodes.address, isolated=True)) as executor:
        yield executor


def test_what_travels_is_what_a_sitting_needs(toy, tmp_path):
    parcel = ExerciseBundle.of(toy)
    assert "notebook.py" in parcel.public
    assert set(parcel.public) <= {"exercise.toml", "notebook.py", "checks.py"}
    assert {"checks.py", "solution.py"} <= set(parcel.staff)
    assert not any("samples" in name for name in parcel.staff)
    with parcel.unpacked(tmp_path) as there:
        assert there.checks.read_bytes() == toy.checks.read_bytes()
        assert there.staff_folder.stat().st_mode & 0o777 == 0o700
        assert there.folder.name == toy.folder.name
    assert not any(tmp_path.iterdir())


def test_who_differs_is_told_in_what():
    here = NodeFingerprint.here(Level.NONE)
    assert here.unlike(NodeFingerprint.here(Level.FULL)) == []
    there = NodeFingerprint(dict(here.parts) | {"keras": "2.4.0"}, Level.FULL)
    ours = here.parts["keras"]
    assert here.unlike(there) == [f"keras is 2.4.0 there and {ours} here"]


def test_a_node_needs_seeds_and_no_secret(toy, right, supervisor):
    node = Node("tensorflow")
    node.configure(supervisor.level, supervisor.salt)
    cells = in_cells(toy, right | {"square": "def square(x):\n    return x"})
    home = supervisor.grade(toy, cells)
    try:
        *tasks, outcome = node.grade(ExerciseBundle.of(toy), supervisor.job(toy, cells))
    finally:
        node.close()
    assert [task.task.name for task in tasks] == list(outcome.tasks) == ["square", "total"]
    assert outcome.results == home.results
    # To the letter: the draws are the same.
    assert [r.called for r in tasks[0].records] == [r.called for r in home.tasks["square"].records]
    assert node.supervisor.secret == Seeding(b"")


@pytest.mark.parametrize(
    ("level", "found"), [(Level.NONE, True), (Level.FLOOR, False), (Level.FULL, False)]
)
def test_what_travelled_is_out_of_a_students_reach(
    level, found, toy, right, printed, supervisor, monkeypatch
):
    # As root, too: whether a level is enough to grade at is not asked here.
    monkeypatch.setattr(isolation, "accept", lambda level: None)
    place = f"{tempfile.gettempdir()}/heldout-*/bundle-*/staff/*"
    search = f"import glob; print(glob.glob({place!r}))"
    node = Node("tensorflow")
    node.configure(level, salt=1)
    try:
        cells = in_cells(toy, right, search)
        *_, outcome = node.grade(ExerciseBundle.of(toy), supervisor.job(toy, cells, ["square"]))
    finally:
        node.close()
    assert ("staff/solution.py" in printed(outcome)) is found


@pytest.mark.parametrize(("cores", "free", "fit"), [(8, 64000, 8), (8, 2560, 2), (1, 0, 1)])
def test_as_many_as_fit(cores, free, fit):
    assert fitting(cores, free, Limits(memory_mib=1024)) == fit


@pytest.mark.parametrize(
    ("place", "why"),
    [("moon", "Received: `moon`"), ("ray:ray://host:1", "HOST:PORT")],
)
def test_a_place_that_is_none_is_named(place, why, tmp_path):
    with pytest.raises(UnknownExecutor, match=why):
        executors.open_cluster(tmp_path, place, isolated=True)


def test_without_ray_the_way_to_get_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(executors.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnknownExecutor, match="pip install 'heldout"):
        executors.open_cluster(tmp_path, "ray", isolated=True)


@real_ray
def test_a_class_gets_the_same_scores_there(nodes, right, room, submit, tmp_path):
    """By the command, as its user runs it."""
    wrong = right | {"square": "def square(x):\n    return x + x"}
    late = right | {"square": "import time\ntime.sleep(60)\n" + right["square"]}
    for student, answers in {"ann": right, "bob": wrong, "eve": {}, "tom": late}.items():
        submit(student, answers)
    shutil.copytree(room.root, tmp_path / "there")
    # Whatever lies where the command is given is no business of the nodes'.
    decoy = "raise ImportError('from the course')"
    (tmp_path / "there" / "autograder.py").write_text(decoy)
    told = {
        side: subprocess.run(
            [Path(sys.executable).with_name("heldout"), "grade", "squares", *options],
            cwd=tmp_path / side, capture_output=True, text=True, timeout=300, check=False,
        )
        for side, options in ((room.root.name, []), ("there", ["--cluster", f"ray:{nodes.address}"]))
    }  # fmt: skip
    for done in told.values():
        assert done.returncode == 0, done.stdout + done.stderr
    assert told["there"].stdout.count("has joined, with 1 CPU(s)") == 2
    assert told["there"].stderr == ""
    columns = "select student, task, key, digest, verdict, score from standing order by 1, 2"
    here, there = (rows(tmp_path / side, columns) for side in told)
    assert len(here) == 8
    assert here == there


def rows(root, query):
    with closing(sqlite3.connect(root / ".heldout" / "journal.db")) as base:
        return base.execute(query).fetchall()


@real_ray
def test_a_node_that_differs_is_refused_by_name(nodes, monkeypatch):
    monkeypatch.setattr(fingerprint, "engine", lambda: "f" * 64)
    with pytest.raises(ExecutorFailed, match=r"`.+` is not used: heldout's own code is \w+ there"):
        on(nodes).__enter__()


def test_no_cluster_is_told_in_a_sentence():
    with pytest.raises(ExecutorFailed, match="There is no Ray cluster at `127.0.0.1:9`"):
        on(SimpleNamespace(address="127.0.0.1:9")).__enter__()


@real_ray
def test_a_lost_node_costs_nobody_anything(nodes, toy, right, capfd):
    count = 5
    on_task = []
    with on(nodes) as executor, ThreadPoolExecutor(count) as pool:
        executor.limit(0, toy.limits)
        assert executor.capacity == 2
        answers = [right | {"square": right["square"] + f"\nmine = {n}"} for n in range(count)]
        cells = [in_cells(toy, each, "import time\ntime.sleep(1)") for each in answers]
        grading = [
            pool.submit(executor.grade, toy, each, None, lambda task, n=n: on_task.append((n, task.task.name)))
            for n, each in enumerate(cells)
        ]  # fmt: skip
        until(lambda: on_task)
        gone, member = next((key, m) for key, m in executor.nodes.by_key.items() if m.busy)
        nodes.tell(f"kill {gone}")
        outcomes = [future.result() for future in grading]
        full_marks = {"square": (Verdict.PASS, 4.0), "total": (Verdict.PASS, 2.0)}
        assert [outcome.results for outcome in outcomes] == [full_marks] * count
        assert sorted(on_task) == [(n, task) for n in range(count) for task in ("square", "total")]
        assert any(f"`{member.name}` was lost" in notice for notice in executor.notices)
        assert executor.capacity == 1
        # One that comes is used as well.
        nodes.tell("add 1")
        until(lambda: executor.capacity == 2)
    # Where a program may expect JSON.
    assert capfd.readouterr().out == ""


@real_ray
def test_who_loses_two_nodes_is_broken_and_named(nodes, slow_toy, right):
    nodes.tell("add 1")
    with on(nodes) as executor, ThreadPoolExecutor(1) as pool:
        executor.limit(0, slow_toy.limits)
        lost = []
        grading = pool.submit(
            executor.grade, slow_toy, in_cells(slow_toy, right, f"import time\ntime.sleep({LONG})")
        )
        for _ in range(2):
            until(
                lambda: any(m.busy and m.name not in lost for m in executor.nodes.by_key.values())
            )
            key, member = next((key, m) for key, m in executor.nodes.by_key.items() if m.busy)
            lost.append(member.name)
            nodes.tell(f"kill {key}")
            until(lambda key=key: key not in executor.nodes.by_key)
        outcome = grading.result()
        assert {task.verdict for task in outcome.tasks.values()} == {Verdict.BROKEN}
        assert outcome.score == 0
        assert {task.score for task in outcome.tasks.values()} == {None}
        note = outcome.tasks["square"].note
        assert all(name in note for name in lost)
        # The remaining nodes grade the next submission.
        assert executor.grade(slow_toy, in_cells(slow_toy, right)).results["square"] == (
            Verdict.PASS,
            4.0,
        )
    nodes.tell("add 1")


@real_ray
def test_a_nodes_gpus_are_reserved_and_tried(nodes, toy, right, monkeypatch):
    """A node that Ray takes to have a GPU, and has none: it says so, and the processor does it."""
    from ray.exceptions import GetTimeoutError

    from autograder.cluster import node_handle as there

    nodes.tell("add 1 1")
    on_half = wanting(toy, 0.5)
    with on(nodes) as executor:
        (member,) = (each for each in executor.nodes.by_key.values() if each.gpu_count)
        assert member.gpus is None
        executor.limit(0, toy.limits)
        # Nobody wants one, so nothing was reserved.
        assert member.reservation is None
        executor.limit(0, on_half.limits)
        assert member.gpus == []
        assert member.reservation is not None
        said = f"Node `{member.name}`: No GPU can be used: "
        assert sum(notice.startswith(said) for notice in executor.notices) == 1
        outcome = executor.grade(on_half, in_cells(toy, right))
        assert (outcome.score, outcome.device) == (toy.points, "CPU")
        # For anyone else they are taken.
        monkeypatch.setattr(there, "RESERVE_SECONDS", 1)
        another = dataclasses.replace(member, gpus=None)
        with pytest.raises(GetTimeoutError):
            another.find_gpus(on_half.limits)
    nodes.tell(f"kill {member.key}")


def a_member(name, cpus, gpus):
    from autograder.cluster.node_handle import NodeHandle

    found = [Gpu(f"GPU-{name}-{n}", "card", 16384, Grant()) for n in range(gpus)]
    return NodeHandle(name, name, None, cpus, 64000, Level.FULL, gpus=found)


@pytest.mark.parametrize(
    ("share", "cpus_and_gpus", "expected"),
    [
        (0, [(4, 0), (2, 1)], [4, 2]),
        (0.5, [(4, 0), (8, 1)], [0, 2]),
        (0.5, [(8, 2), (1, 1)], [4, 1]),
        (0.5, [(4, 0), (2, 0)], [4, 2]),
    ],
)
def test_who_wants_a_gpu_goes_where_there_is_one(share, cpus_and_gpus, expected):
    from autograder.cluster.node_handle import capacity_of

    members = [a_member(str(n), *each) for n, each in enumerate(cpus_and_gpus)]
    assert capacity_of(members, Limits(gpu=share, memory_mib=256)) == expected


@real_ray
def test_whoever_waits_is_told_when_all_is_over(nodes, slow_toy, right):
    with on(nodes) as executor, ThreadPoolExecutor(3) as pool:
        slow = in_cells(slow_toy, right, f"import time\ntime.sleep({LONG})")
        grading = [pool.submit(executor.grade, slow_toy, slow) for _ in range(3)]
        until(lambda: executor.nodes.running == 2)
        executor.close()
        for future in grading:
            with pytest.raises(ZygoteFailed, match="grading was stopped"):
                future.result()


def until(true, seconds=240):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        threading.Event().wait(0.1)
