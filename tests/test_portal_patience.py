"""Clients that open a connection to the portal and then ask nothing: they are cut off."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from autograder.portal.web import patience

ASK = b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n"


class Server:
    """A server with the protocol of the pages. It answers `/slow` when `go_on` is set."""

    def __init__(self) -> None:
        self.go_on, self.asked = threading.Event(), threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        settings = uvicorn.Config(
            self._answer,
            http=patience.PatientProtocol,
            interface="asgi3",
            log_level="error",
            lifespan="off",
        )
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, args=([self._listening],))
        self._thread.start()

    def connect(self) -> socket.socket:
        made = socket.create_connection(self._listening.getsockname())
        made.settimeout(60)
        return made

    def close(self) -> None:
        self.go_on.set()
        self._server.should_exit = True
        self._thread.join()
        self._listening.close()

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/slow":
            self.asked.set()
            await asyncio.to_thread(self.go_on.wait)
        headers = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"OK"})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.05)
    made = Server()
    yield made
    made.close()


def read_to_the_end(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-Y: z" * 9])
def test_connection_without_a_request_is_closed(server: Server, sent: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(sent)
        assert b"200 OK" not in read_to_the_end(connection)


def test_connection_without_a_further_request_is_closed(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(ASK % b"/" + b"GET /")
        assert read_to_the_end(connection).count(b"200 OK") == 1


def test_answer_that_takes_long_is_waited_for(server: Server) -> None:
    with server.connect() as slow:
        slow.sendall(ASK % b"/slow")
        assert server.asked.wait(60)
        # Each of these is cut off after it was looked at: so was the slow one looked at, too.
        for _ in range(5):
            with server.connect() as idle:
                assert read_to_the_end(idle) == b""
        server.go_on.set()
        assert b"200 OK" in read_to_the_end(slow)
