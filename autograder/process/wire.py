"""The one data format between processes: JSON for structure, raw bytes for arrays, never code.

The encoder may run in a student's process, where it can be changed. The decoder is the boundary: it
accepts only what this file names, and bounds everything before it allocates memory.
"""

import json
import math
import operator
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import numpy as np

HEADER = struct.Struct("<IQ")
TAG = "$"
DTYPES = frozenset({"bool", "complex64", "complex128", "float16", "float32", "float64"}) | {
    *("int8", "int16", "int32", "int64"),
    *("uint8", "uint16", "uint32", "uint64"),
}
# NumPy's long doubles, by each machine's name for them.
LONG = {np.dtype("longdouble").name: "float64", np.dtype("clongdouble").name: "complex128"}
# A student's cell may show these to others. Of HTML only tables pass, cleaned; no SVG, no scripts.
SHOWN_TYPES = ("text/plain", "text/html", "image/png", "image/jpeg")
# 2**53: above this, JSON readers may round an integer.
EXACT_INT = 1 << 53
# The bits of an integer. With more, Python refuses to write its decimal digits.
MOST_BITS = 14_000
# So many keys of one dict may share a hash. Honest data has few such accidents.
ALIKE = 16
T = TypeVar("T")


class WireError(ValueError):
    """A frame that breaks the format or a cap; the message names the rule."""


class NotData(TypeError):
    """A value that cannot be copied to another process."""


@dataclass(frozen=True)
class Caps:
    """The caps of one frame: bytes, nodes, depth, digits, dimensions, and keys that are not text."""

    head_bytes: int = 4 << 20
    body_bytes: int = 64 << 20
    nodes: int = 200_000
    depth: int = 32
    digits: int = MOST_BITS // 4
    dimensions: int = 16
    keys: int = 20_000


# Between our own processes, the outputs of a whole notebook may travel in one frame.
TRUSTED = Caps(head_bytes=256 << 20, nodes=10_000_000)


@dataclass(frozen=True)
class Handle:
    """Stands for an object that stays in the worker. `kind` is its class, as the worker says."""

    id: int
    kind: str = ""

    def __repr__(self) -> str:
        """Give what a learner reads if a returned container holds a handle."""
        return f"<{self.kind} object>"


def encode(
    value: object, keep: Callable[[object], object] | None = None, caps: Caps | None = None
) -> bytes:
    """Write `value` as one frame.

    A value that is not data is written as what `keep` makes of it: plain data, or a `Handle`. Without
    `keep` it raises `NotData`. Arrays over `caps` raise `WireError` before they are copied.
    """
    writer = _Writer(keep, caps.body_bytes if caps else math.inf)
    head = json.dumps(writer.write(value), allow_nan=False, separators=(",", ":")).encode()
    body = b"".join(writer.buffers)
    return HEADER.pack(len(head), len(body)) + head + body


class _Writer:
    def __init__(self, keep: Callable[[object], object] | None, most: float) -> None:
        self.keep = keep
        self.most = most
        self.buffers: list[bytes] = []
        self.offset = 0

    def write(self, value: object) -> object:
        # Exact types only: a subclass may lie about its own contents.
        if value is None or type(value) is bool or type(value) is str:
            return value
        if type(value) is int:
            return value if abs(value) < EXACT_INT else self._large(value)
        if type(value) is float:
            return value if math.isfinite(value) else {TAG: "float", "v": repr(value)}
        if type(value) is list:
            return [self.write(item) for item in value]
        if type(value) is tuple:
            return {TAG: "tuple", "v": [self.write(item) for item in value]}
        if type(value) is dict:
            pairs = [[self.write(key), self.write(item)] for key, item in value.items()]
            return {TAG: "dict", "v": pairs}
        if type(value) is bytes:
            return {TAG: "bytes", **self._buffer(value)}
        if type(value) is np.ndarray or isinstance(value, np.generic):
            return self._array(value)
        if type(value) is Handle:
            return {TAG: "handle", "id": value.id, "kind": value.kind}
        if self.keep is not None:
            return self.write(self.keep(value))
        raise NotData(f"`{type(value).__name__}` is not data")

    def _large(self, value: int) -> object:
        if value.bit_length() <= MOST_BITS:
            return {TAG: "int", "v": f"{value:x}"}
        if self.keep is not None:
            return self.write(self.keep(value))
        raise NotData(f"an int of {value.bit_length()} bits is not data")

    def _array(self, value: np.ndarray | np.generic) -> object:
        if value.dtype.name in LONG:
            # Its width differs from machine to machine. To every check, the nearest double is as good.
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
    """Read a frame's two lengths in bytes: text, then arrays. Raises `WireError` over the caps."""
    head, body = HEADER.unpack(header)
    _bounded("text and numbers", head, caps.head_bytes)
    _bounded("arrays and bytes", body, caps.body_bytes)
    return head, body


def _bounded(what: str, size: int, most: float) -> None:
    if size > most:
        has, taken = f"{size / 2**20:.1f} MiB of {what}", f"{most / 2**20:.0f} MiB"
        raise WireError(f"the value has {has}; at most {taken} are taken")


def decode(head: bytes, body: bytes, caps: Caps) -> object:
    """Read one frame. Anything that is not in the format raises `WireError`."""

    def bounded(read: Callable[[str], T]) -> Callable[[str], T]:
        def number(digits: str) -> T:
            if len(digits) > caps.digits:
                raise WireError("a number has too many digits")
            return read(digits)

        return number

    def no_constant(name: str) -> NoReturn:
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

    def read(self, node: object, depth: int) -> object:
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
            # Half of a surrogate pair cannot be written to a file or to a page.
            return node.encode("utf-8", "replace").decode()
        if isinstance(node, float) and not math.isfinite(node):
            raise WireError("a number is out of range")
        return node

    def _tagged(self, node: dict[str, object], depth: int) -> object:
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
                return Handle(number, str(self.read(kind, depth))[:200])
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

    def _dict(self, pairs: list[object], depth: int) -> dict[object, object]:
        items = []
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2:
                raise WireError("a dict holds something other than pairs")
            items.append((self.read(pair[0], depth + 1), self.read(pair[1], depth + 1)))
        # Python salts the hashes of text, but not those of numbers. Numbers can be chosen so that all
        # keys fall into one slot of the table, though their hashes differ. That takes for ever.
        self.keys += sum(type(key) not in (str, bytes) for key, _ in items)
        if self.keys > self.caps.keys:
            raise WireError("the frame's dicts have too many keys that are not text")
        try:
            # Sorted, because counting them in a dict would be as slow.
            hashes = sorted(hash(key) for key, _ in items)
            # Keys of equal hash are compared one by one. Thousands of them would take for ever.
            if any(map(operator.eq, hashes, hashes[ALIKE:])):
                raise WireError("a dict has too many keys that hash alike")
            return dict(items)
        except WireError:
            raise
        # A key without a hash, or two of equal hash that cannot be compared, such as a NumPy scalar
        # and a tuple.
        except (TypeError, ValueError, OverflowError):
            raise WireError("a dict's key cannot be looked up") from None

    def _slice(self, at: int, size: int) -> bytes:
        # Each buffer once and in order, as the encoder writes them. Else many nodes could share one
        # buffer, and their copies would take more memory than any frame has.
        if at != self.used or size < 0 or at + size > len(self.body):
            raise WireError("a buffer is not where the next one should be")
        self.used += size
        return self.body[at : at + size]

    def _array(self, dtype: str, shape: list[int], raw: bytes) -> np.ndarray:
        if dtype not in DTYPES:
            raise WireError("an array has a dtype that may not cross")
        if len(shape) > self.caps.dimensions:
            raise WireError("an array has too many dimensions")
        # `type(n) is int`: True is an int to isinstance.
        if not all(type(n) is int and 0 <= n < EXACT_INT for n in shape):
            raise WireError("an array's shape is not made of whole numbers")
        item = np.dtype(dtype).newbyteorder("<")
        # Of an empty array, too: NumPy multiplies the sizes that are not 0, in 64 bits.
        if math.prod(n or 1 for n in shape) * item.itemsize >= 1 << 62:
            raise WireError("an array's shape is too large")
        if math.prod(shape) * item.itemsize != len(raw):
            raise WireError("an array's shape and bytes do not agree")
        if dtype == "bool" and raw.strip(b"\x00\x01"):
            raise WireError("a bool array holds something other than 0 and 1")
        return np.frombuffer(raw, item).reshape(shape).astype(dtype)

    def _scalar(self, array: np.ndarray) -> object:
        if array.shape != ():
            raise WireError("a scalar has a shape")
        return array[()]
