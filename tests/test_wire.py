"""The one format that crosses the wall, and the decoder that is its boundary."""

import json
import struct

import hypothesis.extra.numpy as npst
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.process import wire

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
arrays = st.sampled_from(sorted(wire.DTYPES)).flatmap(
    lambda name: npst.arrays(
        name, npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
    )
)
keys = st.integers() | st.text(max_size=5) | st.tuples(st.integers(), st.booleans())
values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


def round_trip(value, caps=wire.Caps()):  # noqa: B008 - immutable
    frame = wire.encode(value)
    head, body = wire.sizes(frame[: wire.HEADER.size], caps)
    rest = frame[wire.HEADER.size :]
    assert len(rest) == head + body
    return wire.decode(rest[:head], rest[head:], caps)


def same(one, two):
    if isinstance(one, np.ndarray):
        return (
            type(two) is np.ndarray
            and one.dtype == two.dtype
            and one.shape == two.shape
            and one.tobytes() == two.tobytes()
        )
    if isinstance(one, list | tuple):
        return type(one) is type(two) and len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    return type(one) is type(two) and one == two


@given(values)
def test_data_comes_back_as_it_was(value):
    assert same(value, round_trip(value))


@given(st.floats())
def test_floats_keep_their_bits_but_for_the_kind_of_nan(number):
    back = round_trip(number)
    assert struct.pack("d", back) == struct.pack("d", number) or (back != back and number != number)


def test_a_numpy_scalar_stays_a_numpy_scalar():
    assert type(round_trip(np.float32(1.5))) is np.float32


class Liar(list):
    """A subclass may lie about its contents, so it is not data."""


@pytest.mark.parametrize(
    "value",
    [object(), Liar(), {1, 2}, np.array(["text"]), np.array([object()]), lambda: 0],
    ids=["object", "subclass", "set", "text-array", "object-array", "function"],
)
def test_what_is_not_data_does_not_cross(value):
    with pytest.raises(wire.NotData):
        wire.encode(value)


def test_long_doubles_cross_as_doubles():
    frame = wire.encode([np.full(3, 0.1, "longdouble"), np.longdouble(2.5), np.clongdouble(1 + 2j)])
    head, body = wire.sizes(frame[:12], wire.Caps())
    assert len(frame) == 12 + head + body
    array, number, complex_one = wire.decode(frame[12 : 12 + head], frame[12 + head :], wire.Caps())
    assert (array.dtype, array.tolist()) == (np.float64, [0.1] * 3)
    assert (number, complex_one) == (2.5, 1 + 2j)


def test_what_is_not_data_can_be_kept_behind_a_handle():
    frame = wire.encode([object()], keep=lambda value: wire.Handle(7, type(value).__name__))
    head, _ = wire.sizes(frame[:12], wire.Caps())
    assert wire.decode(frame[12 : 12 + head], b"", wire.Caps()) == [wire.Handle(7, "object")]


def array(**changes):
    whole = {"$": "array", "dtype": "float64", "shape": [2], "at": 0, "size": 16}
    return json.dumps(whole | changes)


@pytest.mark.parametrize(
    "head",
    [
        "[" * 100_000,
        "[" * 40 + "]" * 40,
        "NaN",
        "Infinity",
        "1e999",
        "9" * 10_000,
        '{"$":"int","v":"zz"}',
        '{"$":"int","v":"' + "f" * 10_000 + '"}',
        '{"$":"float","v":"1.5"}',
        '{"$":"pickle","v":"x"}',
        '{"a":1}',
        '{"$":"tuple","v":[],"more":1}',
        '{"$":"dict","v":[[1]]}',
        '{"$":"dict","v":[[[1],2]]}',
        '{"$":"bytes","at":-1,"size":1}',
        '{"$":"bytes","at":0,"size":17}',
        '{"$":"handle","id":"1","kind":""}',
        array(dtype="object"),
        array(dtype="float128"),
        array(shape=[3]),
        array(shape=[2.0]),
        array(shape=[-2]),
        array(shape=[True, 2]),
        array(shape=[1] * 17),
        array(shape=[1 << 40, 1 << 40]),
        array(dtype="bool", shape=[16]),
        '{"$":"scalar","dtype":"float64","shape":[2],"at":0,"size":16}',
        "",
        "{",
        "\ufeff1",
        "[" + "1," * 300_000 + "1]",
    ],
)
def test_a_hostile_head_is_refused(head):
    with pytest.raises(wire.WireError):
        wire.decode(head.encode(), b"\x02" * 16, wire.Caps())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(wire.WireError):
        wire.decode(b"\xff\xfe", b"", wire.Caps())


@pytest.mark.parametrize(("head", "body"), [(1 << 30, 0), (0, 1 << 40)])
def test_a_frame_over_the_caps_is_refused_before_it_is_read(head, body):
    with pytest.raises(wire.WireError, match="at most"):
        wire.sizes(wire.HEADER.pack(head, body), wire.Caps())


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_no_bytes_do_more_than_decode_or_be_refused(head, body):
    try:
        wire.decode(head, body, wire.Caps())
    except wire.WireError:
        return


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["$", "v", "at", "size", "shape", "dtype", "id", "kind"]),
                inner | st.sampled_from(["array", "dict", "tuple", "int", "float64"]),
            )
        ),
    )
)
def test_no_tree_does_more_than_decode_or_be_refused(tree):
    try:
        wire.decode(json.dumps(tree).encode(), bytes(64), wire.Caps())
    except wire.WireError:
        return
