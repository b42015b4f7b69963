"""Properties of the decoder that hold for all bytes, and frames that are slightly wrong."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import numpy as np

from autograder.judge.answer import StudentError, checked_outputs, read_answer
from autograder.process import wire
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from course.descriptions import describe, first_line

CAPS = wire.Caps()
SECONDS = 1.0
SCALARS = {np.dtype(name).type for name in wire.DTYPES}
PRIME = (1 << 61) - 1  # Python's hashes of numbers are remainders of it.

MOST_WORDS = 1000
OUTPUT = {"output_type": "stream", "name": "stdout"}
PICTURE = {"output_type": "display_data"}
GOOD = [
    [None, True, -1, 0.5, "text", b"bytes"],
    {"key": ((), [], {}), -2: float("nan"), (1, "a"): float("-inf")},
    [np.arange(6, dtype="int16").reshape(2, 3), np.zeros((0, 4)), np.ones(3, "bool")],
    {np.float64(1): np.complex64(1j), np.uint8(2): np.array(2.5, "float16")},
    [wire.Handle(7, "Dense"), 1 << 70, -(1 << 53)],
]
HOSTILE = [
    *(-1, 0, 1, 2, True, 1 << 53, 1 << 64, PRIME, PRIME + 1, 1 + (PRIME << 1100), 10**4200),
    *(-0.0, 1e308, float("nan"), float("inf"), None, [], {}, "", "$", "v", "nan", "object"),
    *("V8", "float128", "int8", "\ud800", "\ufeff", "1_0", " 0x1", "f" * CAPS.digits),
    *([True, 2], [-1], [0, 1 << 62], [0, (1 << 53) - 1, (1 << 53) - 1], [1], [1] * 17, [2.0]),
    json.loads("[" * CAPS.depth + "]" * CAPS.depth),
]


def check_decode(frame: bytes) -> None:
    """Hold the decoder itself to the rules; it may refuse with `WireError` alone."""
    _check(lambda: wire.decode(*parts(frame), CAPS), frame, wire.WireError)


def check_receive(frame: bytes, *, hang: bool) -> None:
    """Hold a `Channel` to the rules, behind a sender that then closes or hangs."""
    ours, theirs = Channel.pair()
    with ours, theirs:
        # If the socket's buffer is full, the frame is cut short.
        theirs.setblocking(False)
        theirs.send(frame)
        if not hang:
            theirs.close()
        refusals = (wire.WireError, ChannelClosed, DeadlinePassed)
        _check(lambda: ours.receive(seconds=0.002 if hang else 10), frame, *refusals)


def parts(frame: bytes) -> tuple[bytes, bytes]:
    """Split a frame into head and body by what its header says."""
    start = wire.HEADER.size
    head, body = wire.sizes(frame[:start].ljust(start, b"\0"), CAPS)
    return frame[start : start + head], frame[start + head : start + head + body]


def join(head: bytes, body: bytes = b"") -> bytes:
    """Write a frame with true lengths."""
    return wire.HEADER.pack(len(head), len(body)) + head + body


def spoiled(frame: bytes, rng: Random) -> bytes:
    """Change one thing in a frame's tree or body, under lengths that are true again."""
    try:
        head, body = parts(frame)
        tree = json.loads(head)
    except (ValueError, RecursionError):
        head, body = parts(wire.encode(rng.choice(GOOD)))
        tree = json.loads(head)
    if rng.random() < 0.2:
        body = rng.choice([b"", body[1:], body + b"\2", body * 2, rng.randbytes(len(body))])
    else:
        tree = _changed(tree, rng)
    head = json.dumps(tree).encode()
    # A key twice: JSON readers take the last.
    return join(head.replace(b"{", b'{"$":"tuple",', rng.random() < 0.1), body)


def _changed(node: Any, rng: Random) -> Any:
    inside = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    if inside and rng.random() < 0.7:
        key = rng.choice(list(inside))
        node[key] = _changed(node[key], rng)
        return node
    other = rng.choice(HOSTILE)
    changes = [other, other, [node], {"$": "tuple", "v": [node]}, {"$": "dict", "v": [[node, 0]]}]
    changes.append(json.loads(parts(wire.encode(rng.choice(GOOD)))[0]))
    if isinstance(node, list):
        changes += [node + node[-1:], [*node, other], [*node, [other, 0]], node[1:]]
    if isinstance(node, dict):
        changes += [{**node, "more": other}, dict(list(node.items())[1:])]
    return rng.choice(changes)


def _check(read: Callable[[], Any], frame: bytes, *refusals: type[Exception]) -> None:
    # CPU time: a busy machine is no finding.
    started = time.process_time()
    try:
        value = read()
    except refusals:
        return
    finally:
        assert time.process_time() - started < SECONDS, "a frame took too long"
    assert _buffers(value, 0) <= len(parts(frame)[1]), "a byte was copied more than once"
    _check_words(value)
    # Written frames compare where values do not: nan, arrays, a tuple and a list.
    again = wire.encode(value)
    assert wire.encode(wire.decode(*parts(again), CAPS)) == again


def _check_words(value: Any) -> None:
    """Hold what is made of a value for people to its bounds: no exception, and few characters."""
    for values in (True, False):
        assert len(describe(value, values=values)) <= MOST_WORDS
    outputs = value if isinstance(value, list) else [value]
    for wrapped in (
        outputs,
        [{**OUTPUT, "text": value}, {**PICTURE, "data": {"image/png": value}}],
    ):
        shown, size = checked_outputs(wrapped, MOST_WORDS)
        assert size <= MOST_WORDS
        assert len(repr(shown)) <= 100 * MOST_WORDS
    error = {"type": "E", "bases": ["E"], "message": value, "line": ""}
    for answer in (value, {"value": value}, {"error": error}):
        with suppress(wire.WireError, StudentError):
            read_answer(answer)
    if isinstance(value, str):
        assert len(first_line(value)) <= MOST_WORDS


def _buffers(value: Any, depth: int) -> int:
    """Count the bytes in a value's buffers; an assertion fails at what may not come out."""
    assert depth <= CAPS.depth
    kind = type(value)
    if kind in (list, tuple):
        return sum(_buffers(item, depth + 1) for item in value)
    if kind is dict:
        return sum(_buffers(item, depth + 1) for pair in value.items() for item in pair)
    if kind is np.ndarray:
        assert value.dtype.name in wire.DTYPES
        assert value.dtype.isnative
        # A view would hold the whole frame in memory.
        assert value.base is None
        return value.nbytes
    if kind in SCALARS:
        return value.nbytes
    if kind is bytes:
        return len(value)
    if kind in (str, wire.Handle):
        # Half a surrogate pair cannot be written to any file.
        (value if kind is str else value.kind).encode()
        return 0
    assert kind in (type(None), bool, int, float)
    return 0
