"""Messages between processes: each comes out of the wire as it went in, and nothing else is taken."""

import dataclasses
import pickle

import pytest

from autograder.author.exercise import Limits
from autograder.judge import messages as judge_messages
from autograder.judge.messages import (
    GRADER_MESSAGES,
    Done,
    GraderStart,
    Spawn,
    TaskJudged,
    grader_start,
    pack,
    unpack,
)
from autograder.judge.outcome import CheckRecord
from autograder.judge.verdict import Verdict
from autograder.process import wire
from autograder.process.messages import (
    Exit,
    ForkRequest,
    GpuClaim,
    SandboxedStart,
    as_dict,
)
from autograder.sandbox.sandbox import Bounds, Grant, Level

RECORD = CheckRecord(
    "test_a", "square", Verdict.WRONG, "It squares.", weight=2, figures={"n": (0.5, 2.0)}
)
START = SandboxedStart(
    box="/tmp/box",
    level=Level.FULL,
    bounds=Bounds(memory_mib=300),
    packages=("/a", "/b"),
    grant=Grant(("/dev/x",), ("/usr/lib/x",), ("memory files",)),
    claim=GpuClaim("GPU-1", 1000, 8000),
    logs=True,
    seed=7,
)
JUDGED = TaskJudged("square", [RECORD], ["test_a", "test_b"])


def crossed(message: object) -> object:
    """Send a value over the wire, as between our own processes."""
    frame = wire.encode(message)
    head, _ = wire.sizes(frame[: wire.HEADER.size], wire.TRUSTED)
    rest = frame[wire.HEADER.size :]
    return wire.decode(rest[:head], rest[head:], wire.TRUSTED)


@pytest.mark.parametrize(
    "message",
    [
        START,
        dataclasses.replace(START, level=Level.NONE, claim=None),
        ForkRequest("module:main", START.to_wire(), START.devices()),
        Exit(9, 0, 1.5, 300.0, unasked=True),
        GraderStart(
            [(3, "x")], [3], [(3, "square", ["f"])], "", Limits(), "/c.py", ["a"], 1, True, False
        ),
    ],
    ids=lambda message: type(message).__name__,
)
def test_a_message_comes_out_as_it_went_in(message):
    assert type(message).from_wire(crossed(message.to_wire())) == message


@pytest.mark.parametrize("message", [JUDGED, Spawn("worker"), Done(2.5)], ids=lambda m: repr(m)[:8])
def test_a_graders_message_comes_out_as_it_went_in(message):
    assert unpack(crossed(pack(message))) == message


def test_every_kind_of_a_grader_has_a_name_of_its_own():
    assert len(judge_messages.KINDS) == len(GRADER_MESSAGES)


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {},
        {"kind": "GraderStart"},
        {"kind": "Exit", "signal": 0},
        {"kind": "Spawn"},
        {"kind": "Spawn", "role": "worker", "more": 1},
        {"kind": ["Spawn"], "role": "worker"},
    ],
)
def test_anything_else_from_a_grader_is_refused(message):
    with pytest.raises(wire.WireError):
        unpack(message)


@pytest.mark.parametrize("message", [None, [], "x", 1])
def test_a_message_is_a_dict(message):
    with pytest.raises(wire.WireError):
        as_dict(message)


def test_a_job_is_made_once_and_travels(toy, supervisor):
    job = supervisor.job(toy, {0: "x = 1", 2: "y = 2"}, ["total"])
    assert pickle.loads(pickle.dumps(job)) == job
    assert job == supervisor.job(toy, {0: "x = 1", 2: "y = 2"}, ["total"])
    assert supervisor.job(toy, {0: "x = 1"}).tasks == tuple(task.name for task in toy.tasks)
    start = grader_start(job, job.tasks, 12.0, patient=True)
    assert (start.cells, start.tasks, start.seed) == (
        [(0, "x = 1"), (2, "y = 2")],
        ["total"],
        job.seed,
    )
    assert start.limits.submission_seconds == 12.0
