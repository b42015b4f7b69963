"""The one format that crosses the wall: JSON for structure, raw bytes for arrays, no code.

The encoder may run in a student's process; the decoder is the boundary. It accepts nothing
that is not written here, and bounds everything before it allocates.
"""

import json
import math
import operator
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

HEADER = struct.Struct("<IQ")
TAG = "$"
DTYPES = frozenset({"bool", "complex64", "complex128", "float16", "float32", "float64"}) | {
    *("int8", "int16", "int32", "int64"),
    *("uint8", "uint16", "uint32", "uint64"),
}
# NumPy's long doubles, by each machine's name for them.
LONG = {np.dtype("longdouble").name: "float64", np.dtype("clongdouble").name: "complex128"}
# What a student's cell may show others: never HTML, SVG or scripts.
SHOWN_TYPES = ("text/plain", "text/html", "image/png", "image/jpeg")
# 2**53: above it JSON readers may round an integer.
EXACT_INT = 1 << 53
# Of an integer: with more, Python itself refuses to write its decimal digits.
MOST_BITS = 14_000
# Equal keys, or honest accidents.
ALIKE = 16


class WireError(ValueError):
    """A frame that breaks the format or a cap, with the rule that it broke."""


class NotData(TypeError):
    """A value that cannot cross by copy."""


@dataclass(frozen=True)
class Caps:
    """What one frame may hold: bytes, nodes, and how deep they nest."""

    head_bytes: int = 4 << 20
    body_bytes: int = 64 << 20
    nodes: int = 200_000
    depth: int = 32
    digits: int = MOST_BITS // 4
    dimensions: int = 16
    keys: int = 20_000


# Between our own processes: a whole notebook's outputs may travel in one frame.
TRUSTED = Caps(head_bytes=256 << 20, nodes=10_000_000)


@dataclass(frozen=True)
class Handle:
    """A name for an object that stays in the worker; `kind` is the worker's claim of its class."""

    id: int
    kind: str = ""

    def __repr__(self) -> str:
        """What a learner reads where one stands inside of what was returned."""
        return f"<{self.kind} object>"


def encode(
    value: Any, keep: Callable[[Any], Handle] | None = None, caps: Caps | None = None
) -> bytes:
    """Write `value` as one frame; what is not data goes through `keep`, or raises `NotData`.

    What is over `caps` raises `WireError`, before its arrays are copied.
    """
    writer = _Writer(keep, caps.body_bytes if caps else math.inf)
    head = json.dumps(writer.write(value), allow_nan=False, separators=(",", ":")).encode()
    body = b"".join(writer.buffers)
    return HEADER.pack(len(head), len(body)) + head + body


class _Writer:
    def __init__(self, keep: Callable[[Any], Handle] | None, most: float) -> None:
        self.keep = keep
        self.most = most
        self.buffers: list[bytes] = []
        self.offset = 0

    def write(self, value: Any) -> Any:
        # Exact types only: a subclass may lie about its own contents.
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if abs(value) < EXACT_INT else self._large(value)
        if kind is float:
            return value if math.isfinite(value) else {TAG: "float", "v": repr(value)}
        if kind is list:
            return [self.write(item) for item in value]
        if kind is tuple:
            return {TAG: "tuple", "v": [self.write(item) for item in value]}
        if kind is dict:
            pairs = [[self.write(key), self.write(item)] for key, item in value.items()]
            return {TAG: "dict", "v": pairs}
        if kind is bytes:
            return {TAG: "bytes", **self._buffer(value)}
        if kind is np.ndarray or isinstance(value, np.generic):
            return self._array(value)
        if kind is Handle:
            return {TAG: "handle", "id": value.id, "kind": value.kind}
        if self.keep is not None:
            return self.write(self.keep(value))
        raise NotData(f"`{kind.__name__}` is not data")

    def _large(self, value: int) -> Any:
        if value.bit_length() <= MOST_BITS:
            return {TAG: "int", "v": f"{value:x}"}
        if self.keep is not None:
            return self.write(self.keep(value))
        raise NotData(f"an int of {value.bit_length()} bits is not data")

    def _array(self, value: np.ndarray | np.generic) -> Any:
        if value.dtype.name in LONG:
            # As wide as the machine likes; the nearest double says the same to every check.
            value = value.astype(LONG[value.dtype.name])
        if value.dtype.name not in DTYPES:
            if self.keep is not None:
                return self.write(self.keep(value))
            raise NotData(f"an array of dtype `{value.dtype}` is not data")
        array = np.asarray(value)
        _bounded("arrays and bytes", self.offset + array.nbytes, self.most)
        little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        tag = "array" if isinstance(value, np.ndarray) else "scalar"
        shape = list(array.shape)
        return {
            TAG: tag,
            "dtype": array.dtype.name,
            "shape": shape,
            **self._buffer(little.tobytes()),
        }

    def _buffer(self, raw: bytes) -> dict[str, int]:
        place = {"at": self.offset, "size": len(raw)}
        self.buffers.append(raw)
        self.offset += len(raw)
        return place


def sizes(header: bytes, caps: Caps) -> tuple[int, int]:
    """Read a frame's two lengths and refuse what is over the caps."""
    head, body = HEADER.unpack(header)
    _bounded("text and numbers", head, caps.head_bytes)
    _bounded("arrays and bytes", body, caps.body_bytes)
    return head, body


def _bounded(what: str, size: int, most: float) -> None:
    if size > most:
        has, taken = f"{size / 2**20:.1f} MiB of {what}", f"{most / 2**20:.0f} MiB"
        raise WireError(f"the value has {has}; at most {taken} are taken")


def decode(head: bytes, body: bytes, caps: Caps) -> Any:
    """Read one frame; anything not in the format raises `WireError`."""

    def bounded(read: Callable[[str], Any]) -> Callable[[str], Any]:
        def number(digits: str) -> Any:
            if len(digits) > caps.digits:
                raise WireError("a number has too many digits")
            return read(digits)

        return number

    def no_constant(name: str) -> Any:
        raise WireError(f"`{name}` is not JSON")

    try:
        tree = json.loads(
            head.decode("utf-8"),
            parse_int=bounded(int),
            parse_float=bounded(float),
            parse_constant=no_constant,
        )
    except RecursionError:
        raise WireError("the frame nests too deep") from None
    except WireError:
        raise
    except ValueError as error:
        raise WireError(f"the frame is not JSON: {type(error).__name__}") from None
    return _Reader(body, caps).read(tree, 0)


class _Reader:
    def __init__(self, body: bytes, caps: Caps) -> None:
        self.body = body
        self.caps = caps
        self.nodes = 0
        self.used = 0
        self.keys = 0

    def read(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > self.caps.nodes:
            raise WireError("the frame has too many nodes")
        if depth > self.caps.depth:
            raise WireError("the frame nests too deep")
        if isinstance(node, list):
            return [self.read(item, depth + 1) for item in node]
        if isinstance(node, dict):
            return self._tagged(node, depth)
        if isinstance(node, str):
            # Half a surrogate pair can be written to no file and to no page.
            return node.encode("utf-8", "replace").decode()
        if isinstance(node, float) and not math.isfinite(node):
            raise WireError("a number is out of range")
        return node

    def _tagged(self, node: dict[str, Any], depth: int) -> Any:
        match node:
            case {"$": "int", "v": str(text), **rest} if not rest:
                return self._hex(text)
            case {"$": "float", "v": "nan" | "inf" | "-inf" as text, **rest} if not rest:
                return float(text)
            case {"$": "tuple", "v": list(items), **rest} if not rest:
                return tuple(self.read(item, depth + 1) for item in items)
            case {"$": "dict", "v": list(pairs), **rest} if not rest:
                return self._dict(pairs, depth)
            case {"$": "bytes", "at": int(at), "size": int(size), **rest} if not rest:
                return self._slice(at, size)
            case {"$": "handle", "id": int(number), "kind": str(kind), **rest} if not rest:
                return Handle(number, self.read(kind, depth)[:200])
            case {
                "$": "array" | "scalar" as tag,
                "dtype": str(dtype),
                "shape": list(shape),
                "at": int(at),
                "size": int(size),
                **rest,
            } if not rest:
                array = self._array(dtype, shape, self._slice(at, size))
                return array if tag == "array" else self._scalar(array)
        raise WireError("a node has an unknown tag or wrong fields")

    def _hex(self, text: str) -> int:
        if len(text) - text.startswith("-") > self.caps.digits:
            raise WireError("a number has too many digits")
        try:
            return int(text, 16)
        except ValueError:
            raise WireError("an integer is not hexadecimal") from None

    def _dict(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        items = []
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2:
                raise WireError("a dict holds something other than pairs")
            items.append((self.read(pair[0], depth + 1), self.read(pair[1], depth + 1)))
        # Text's hashes are salted. Those of numbers can be chosen so that all keys queue up for one
        # place in the table, even without two that are equal.
        self.keys += sum(type(key) not in (str, bytes) for key, _ in items)
        if self.keys > self.caps.keys:
            raise WireError("the frame's dicts have too many keys that are not text")
        try:
            # Sorted: counting them in a dict would meet the same queue.
            hashes = sorted(hash(key) for key, _ in items)
            # Keys of one hash are compared with each other: thousands would take for ever.
            if any(map(operator.eq, hashes, hashes[ALIKE:])):
                raise WireError("a dict has too many keys that hash alike")
            return dict(items)
        except WireError:
            raise
        # No hash; or, of one hash, a NumPy scalar beside a tuple or beside a huge number.
        except (TypeError, ValueError, OverflowError):
            raise WireError("a dict's key cannot be looked up") from None

    def _slice(self, at: int, size: int) -> bytes:
        # In order and once each, as the encoder writes them: many nodes that share one buffer
        # would be copied into more memory than any frame has.
        if at != self.used or size < 0 or at + size > len(self.body):
            raise WireError("a buffer is not where the next one should be")
        self.used += size
        return self.body[at : at + size]

    def _array(self, dtype: str, shape: list[Any], raw: bytes) -> np.ndarray:
        if dtype not in DTYPES:
            raise WireError("an array has a dtype that may not cross")
        if len(shape) > self.caps.dimensions:
            raise WireError("an array has too many dimensions")
        # `type(n) is int`: True is an int to isinstance.
        if not all(type(n) is int and 0 <= n < EXACT_INT for n in shape):
            raise WireError("an array's shape is not made of whole numbers")
        item = np.dtype(dtype).newbyteorder("<")
        # Of an empty array, too: NumPy multiplies what is not 0, and its sizes are 64 bits wide.
        if math.prod(n or 1 for n in shape) * item.itemsize >= 1 << 62:
            raise WireError("an array's shape is too large")
        if math.prod(shape) * item.itemsize != len(raw):
            raise WireError("an array's shape and bytes do not agree")
        if dtype == "bool" and raw.strip(b"\x00\x01"):
            raise WireError("a bool array holds something other than 0 and 1")
        return np.frombuffer(raw, item).reshape(shape).astype(dtype)

    def _scalar(self, array: np.ndarray) -> Any:
        if array.shape != ():
            raise WireError("a scalar has a shape")
        return array[()]
