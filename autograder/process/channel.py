"""Frames over a socket, each with a deadline."""

import select
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from autograder.process import wire

SEND_SOCKET_SECONDS = 60.0


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
        ours, theirs = socket.socketpair()
        return cls(ours, caps), theirs

    def send(
        self,
        value: Any,
        fds: Sequence[int] = (),
        *,
        seconds: float | None = None,
        keep: Callable[[Any], wire.Handle] | None = None,
    ) -> None:
        """Send one value; `fds` travel with the frame's first byte.

        Raises `WireError` before a byte is sent where the value is over the caps.
        """
        frame = wire.encode(value, keep, self.caps)
        # The other end would refuse it, and take the rest of what we say for garbage.
        wire.sizes(frame[: wire.HEADER.size], self.caps)
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

    def send_socket(self, value: Any, sock: socket.socket, pid: int) -> None:
        """Send a value and a copy of a socket to another process of ours, whose number is `pid`."""
        fds = [] if sys.platform == "win32" else [sock.fileno()]
        self.send([value, export_socket(sock, pid)], fds, seconds=SEND_SOCKET_SECONDS)

    def receive_socket(self) -> tuple[Any, socket.socket]:
        """Wait for a value and a socket from another process of ours."""
        if sys.platform == "win32":
            value, bequeath = self.receive()
            return value, import_socket(bequeath)
        (value, _), fds = self.receive_fds(1)
        return value, socket.socket(fileno=fds[0])

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


def export_socket(sock: socket.socket, pid: int) -> bytes:
    """What tells process `pid`, which inherits or is handed a socket, how to open it."""
    if sys.platform == "win32":
        return sock.share(pid)
    return str(sock.fileno()).encode()


def import_socket(told: bytes) -> socket.socket:
    """Open the socket that a `export_socket` tells of."""
    if sys.platform == "win32":
        return socket.fromshare(told)
    return socket.socket(fileno=int(told))


def _end(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds
