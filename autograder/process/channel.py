"""Sends and receives frames over a socket, each with a deadline."""

import select
import socket
import sys
import time
from collections.abc import Callable, Sequence

from autograder.process import wire

SEND_SOCKET_SECONDS = 60.0


class ChannelClosed(ConnectionError):
    """The other side has ended, or has closed its end in the middle of a frame."""


class DeadlinePassed(TimeoutError):
    """No complete frame came in time."""


class Channel:
    """One end of a stream socket that carries frames.

    A channel to an untrusted process never accepts file descriptors: `receive` uses plain `recv`,
    and the kernel then drops the descriptors that came along.
    """

    def __init__(self, sock: socket.socket, caps: wire.Caps | None = None) -> None:
        self.sock = sock
        self.caps = caps or wire.Caps()

    @classmethod
    def pair(cls, caps: wire.Caps | None = None) -> "tuple[Channel, socket.socket]":
        """Make both ends: one as a channel, the other one as a socket for a child process."""
        ours, theirs = socket.socketpair()
        return cls(ours, caps), theirs

    def send(
        self,
        value: object,
        fds: Sequence[int] = (),
        *,
        seconds: float | None = None,
        keep: Callable[[object], object] | None = None,
    ) -> None:
        """Send one value; the descriptors `fds` travel with the frame's first byte.

        `wire.encode` says what `keep` is for. Raises `WireError` if the value is over the caps, and
        has sent no byte then.
        """
        frame = wire.encode(value, keep, self.caps)
        # The other end would refuse this frame, and misread all that follows.
        wire.sizes(frame[: wire.HEADER.size], self.caps)
        self.sock.settimeout(seconds)
        try:
            sent = socket.send_fds(self.sock, [frame], fds) if fds else 0
            # The other side may have read it all and be gone: then to send no bytes fails, too.
            if sent < len(frame):
                self.sock.sendall(memoryview(frame)[sent:])
        except TimeoutError:
            raise DeadlinePassed("the other side does not read") from None
        except (BrokenPipeError, ConnectionResetError):
            raise ChannelClosed("the other side is gone") from None

    def receive(self, *, seconds: float | None = None) -> object:
        """Wait for one complete frame. Raises `WireError`, `ChannelClosed` or `DeadlinePassed`."""
        end = _end(seconds)
        return self._frame(self._read(wire.HEADER.size, end), end)

    def readable(self, seconds: float) -> bool:
        """Wait for a byte or for the end of the other side. Tell whether either came in time."""
        return bool(select.select([self.sock], [], [], seconds)[0])

    def receive_fds(self, most: int, *, seconds: float | None = None) -> tuple[object, list[int]]:
        """Wait for one frame and its descriptors. Only for channels between our own processes."""
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

    def send_socket(self, value: object, sock: socket.socket, pid: int) -> None:
        """Send a value and a copy of a socket to our own process `pid`."""
        fds = [] if sys.platform == "win32" else [sock.fileno()]
        self.send([value, export_socket(sock, pid)], fds, seconds=SEND_SOCKET_SECONDS)

    def receive_socket(self) -> tuple[object, socket.socket]:
        """Wait for a value and a socket from another of our own processes."""
        message, fds = (self.receive(), []) if sys.platform == "win32" else self.receive_fds(1)
        match message, fds:
            case [value, _], [fd]:
                return value, socket.socket(fileno=fd)
            case [value, bytes(exported)], []:
                return value, import_socket(exported)
        raise wire.WireError("a message came without its socket")

    def __enter__(self) -> "Channel":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this end. Closing it twice is harmless."""
        self.sock.close()

    def _frame(self, header: bytes, end: float | None) -> object:
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
    """Describe a socket, so that process `pid`, which inherits it or gets it, can open it."""
    if sys.platform == "win32":
        return sock.share(pid)
    return str(sock.fileno()).encode()


def import_socket(exported: bytes) -> socket.socket:
    """Open the socket that `export_socket` has described."""
    if sys.platform == "win32":
        return socket.fromshare(exported)
    return socket.socket(fileno=int(exported))


def _end(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds
