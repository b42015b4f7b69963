"""Frames over a socket, each with a deadline."""

import select
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

from autograder.session import wire


class ChannelClosed(ConnectionError):
    """The other side is gone, or closed in the middle of a frame."""


class DeadlinePassed(TimeoutError):
    """No whole frame came in time."""


class Channel:
    """One end of a stream socket that carries frames.

    A channel to an untrusted process never takes descriptors: `receive` then uses plain
    `recv`, and the kernel drops whatever was attached.
    """

    def __init__(self, sock: socket.socket, caps: wire.Caps | None = None) -> None:
        self.sock = sock
        self.caps = caps or wire.Caps()

    @classmethod
    def pair(cls, caps: wire.Caps | None = None) -> "tuple[Channel, socket.socket]":
        """Make this end as a channel, the other as a socket to hand to a process."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        return cls(ours, caps), theirs

    def send(
        self,
        value: Any,
        fds: Sequence[int] = (),
        *,
        seconds: float | None = None,
        keep: Callable[[Any], wire.Handle] | None = None,
    ) -> None:
        """Send one value; `fds` travel with the frame's first byte."""
        frame = wire.encode(value, keep)
        self.sock.settimeout(seconds)
        try:
            sent = socket.send_fds(self.sock, [frame], fds) if fds else 0
            self.sock.sendall(memoryview(frame)[sent:])
        except TimeoutError:
            raise DeadlinePassed("the other side does not read") from None
        except (BrokenPipeError, ConnectionResetError):
            raise ChannelClosed("the other side is gone") from None

    def receive(self, *, seconds: float | None = None) -> Any:
        """Wait for one whole frame; raises `WireError`, `ChannelClosed` or `DeadlinePassed`."""
        end = _end(seconds)
        return self._frame(self._read(wire.HEADER.size, end), end)

    def readable(self, seconds: float) -> bool:
        """Wait until something has come, or the other side is gone; tell whether it has in time."""
        return bool(select.select([self.sock], [], [], seconds)[0])

    def receive_fds(self, most: int, *, seconds: float | None = None) -> tuple[Any, list[int]]:
        """Wait for one frame and its descriptors; only between our own processes."""
        end = _end(seconds)
        self.sock.settimeout(seconds)
        try:
            first, fds, _, _ = socket.recv_fds(self.sock, 1, most)
        except TimeoutError:
            raise DeadlinePassed("no frame came in time") from None
        if not first:
            raise ChannelClosed("the other side is gone")
        header = first + self._read(wire.HEADER.size - 1, end)
        return self._frame(header, end), list(fds)

    def __enter__(self) -> "Channel":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this end; twice is harmless."""
        self.sock.close()

    def _frame(self, header: bytes, end: float | None) -> Any:
        head, body = wire.sizes(header, self.caps)
        return wire.decode(self._read(head, end), self._read(body, end), self.caps)

    def _read(self, count: int, end: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            if end is None:
                self.sock.settimeout(None)
            else:
                left = end - time.monotonic()
                if left <= 0:
                    raise DeadlinePassed("no whole frame came in time")
                self.sock.settimeout(left)
            try:
                part = self.sock.recv(min(count - len(parts), 1 << 20))
            except TimeoutError:
                raise DeadlinePassed("no whole frame came in time") from None
            except ConnectionResetError:
                part = b""
            if not part:
                raise ChannelClosed("the other side is gone")
            parts += part
        return bytes(parts)


def _end(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds
