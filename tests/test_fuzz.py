"""The decoder's rules held to spoiled frames, and the frames that once broke one of them."""

import json
import sys
import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from fuzz.properties import CAPS, GOOD, PRIME, check_decode, check_receive, join, parts, spoiled
from hypothesis import given, settings
from hypothesis import strategies as st
from test_wire import values

from autograder.process import wire

unhurried = settings(deadline=None)  # a busy machine is no failure; the rules count CPU time
frames = st.sampled_from(GOOD).map(wire.encode) | values.map(wire.encode)


@settings(deadline=None, max_examples=400)
@given(frames, st.randoms(), st.integers(1, 6))
def test_a_spoiled_tree_is_refused_or_keeps_the_rules(frame, rng, times):
    for _ in range(times):
        frame = spoiled(frame, rng)
        check_decode(frame)


@unhurried
@given(frames, st.data())
def test_a_frame_cut_short_or_run_on_is_refused_or_keeps_the_rules(frame, data):
    cut = data.draw(st.integers(0, len(frame)))
    for other in (frame[:cut], frame + frame[cut:], frame[cut:] + frame[:cut]):
        check_decode(other)
        check_receive(other, hang=False)
    check_receive(frame[:cut], hang=True)


@unhurried
@given(st.binary(max_size=300), st.binary(max_size=40))
def test_random_bytes_are_refused_or_keep_the_rules(head, body):
    check_decode(join(head, body))
    check_receive(head + body, hang=False)


def dumped(tree, body=b""):
    return join(json.dumps(tree, separators=(",", ":")).encode(), body)


def pairs(*keys):
    return {"$": "dict", "v": [[key, 0] for key in keys]}


def array(*shape, dtype="int8"):
    return {"$": "array", "dtype": dtype, "shape": shape, "at": 0, "size": 0}


def scalar(value):
    node = {"$": "scalar", "dtype": value.dtype.name, "shape": [], "at": 0, "size": value.nbytes}
    return node, value.tobytes()


def number_like_a_tuple():
    """Two keys of one hash, so that a dict asks NumPy, which compares element by element."""
    first = next(n for n in range(100) if abs(hash((n, 2))) < PRIME)
    key, body = scalar(np.int64(hash((first, 2))))
    return dumped(pairs(key, {"$": "tuple", "v": [first, 2]}), body)


def number_like_a_huge_one():
    """Two keys of one hash again; one does not fit the other's type."""
    key, body = scalar(np.float64(1))
    return dumped(pairs(key, 1 + (PRIME << 1100)), body)


@pytest.mark.parametrize(
    "frame",
    [
        dumped(array(0, (1 << 53) - 1, (1 << 53) - 1)),
        dumped(array((1 << 53) - 1, 2048, 0, dtype="complex128")),
        number_like_a_tuple(),
        number_like_a_huge_one(),
        dumped({"$": "int", "v": "f" * CAPS.digits}),
        dumped("\ud800"),
        dumped({"$": "handle", "id": 1, "kind": "\udfff"}),
        dumped([{"$": "bytes", "at": 0, "size": 8}] * 2, bytes(8)),
        join(b"[" * CAPS.depth + b"[]" + b"]" * CAPS.depth),
        join(b"[" * (CAPS.head_bytes // 2) + b"]" * (CAPS.head_bytes // 2)),
        join(b'{"":' * sys.getrecursionlimit() + b"0" + b"}" * sys.getrecursionlimit()),
    ],
    ids=[
        *("empty-and-huge", "huge-and-empty", "number-like-tuple", "number-like-huge-one"),
        *("digits-at-the-cap", "half-pair", "half-pair-in-a-kind"),
        *("buffer-twice", "one-too-deep", "very-deep", "deep-dicts"),
    ],
)
def test_a_crafted_frame_is_refused_or_keeps_the_rules(frame):
    check_decode(frame)
    check_receive(frame, hang=False)


def handle(number):
    return {"$": "handle", "id": number, "kind": ""}


def queue(size):
    """Numbers of different hashes that walk past each other in a dict of so many slots."""
    line = [7]
    while len(line) < size // 3:
        line.append((5 * line[-1] + 1) % size)
    taken = np.zeros(size, bool)
    taken[line] = True
    # CPython's probes: those that meet only taken slots end up in the line, and go down it.
    number = rest = np.arange(size, size << 6)
    slot = number % size
    late = taken[slot]
    while rest.any():
        rest = rest >> 5
        slot = (5 * slot + rest + 1) % size
        late &= taken[slot]
    return line + number[late][: size // 3 - 1].tolist()


@pytest.mark.parametrize(
    "keys",
    [
        [PRIME * n for n in range(16_000)],
        [{"$": "int", "v": hex(PRIME * n)} for n in range(16_000)],
        [{"$": "tuple", "v": [0, PRIME * n]} for n in range(16_000)],
        [handle(PRIME * n) for n in range(5_000)],
        queue(1 << 16),
    ],
    ids=["ints", "hexadecimal", "tuples", "handles", "different-hashes"],
)
def test_keys_that_collide_do_not_take_quadratic_time(keys):
    check_decode(dumped(pairs(*keys)))


MANY = 4_000


@pytest.mark.parametrize(
    "frame",
    [
        dumped([{"$": "bytes", "at": 1, "size": 9_999}] * MANY, bytes(10_000)),
        dumped([array(9_999) | {"at": 1, "size": 9_999}] * MANY, bytes(10_000)),
        dumped([array(*[0] * CAPS.dimensions)] * MANY),
        dumped([[]] * MANY),
        dumped([{}] * MANY),
        dumped([{"": 0}] * MANY),
        dumped([pairs()] * MANY),
        dumped([pairs(0)] * MANY),
        dumped([handle(PRIME)] * MANY),
        dumped("\U0001f600" + "x" * MANY),
        dumped([int("9" * 4000)] * 100),
        dumped(["f" * CAPS.digits] * 100),
        dumped(array(1 << 20) | {"size": 1 << 20}, bytes(1 << 20)),
        dumped(array(1 << 20, dtype="bool") | {"size": 1 << 20}, b"\2" + bytes((1 << 20) - 1)),
    ],
    ids=lambda frame: frame[wire.HEADER.size :][:40].decode(errors="replace"),
)
def test_memory_stays_within_a_multiple_of_the_frame(frame):
    head, body = parts(frame)
    tracemalloc.start()
    try:
        with suppress(wire.WireError):
            wire.decode(head, body, CAPS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # An empty list is 3 bytes of JSON and 64 of memory, twice: the tree and the value.
    assert peak < 64 * len(frame) + (1 << 16)
