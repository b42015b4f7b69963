"""Frames over a socket: deadlines, half frames, a side that is gone."""

import os
import socket
import threading

import pytest

from autograder.process import wire
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed


@pytest.fixture
def ends():
    ours, theirs = Channel.pair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_large_value_crosses(ends):
    ours, theirs = ends
    value = b"x" * (8 << 20)
    sender = threading.Thread(target=Channel(theirs).send, args=(value,))
    sender.start()
    assert ours.receive(seconds=60) == value
    sender.join()


def test_silence_ends_at_the_deadline(ends):
    with pytest.raises(DeadlinePassed):
        ends[0].receive(seconds=0.1)


def test_a_frame_that_drips_ends_at_the_deadline(ends):
    ours, theirs = ends
    frame = wire.encode("x" * 1000)
    stop = threading.Event()

    def drip():
        for byte in frame:
            if stop.wait(0.02):
                return
            theirs.send(bytes([byte]))

    dripper = threading.Thread(target=drip)
    dripper.start()
    with pytest.raises(DeadlinePassed):
        ours.receive(seconds=0.3)
    stop.set()
    dripper.join()


def test_half_a_frame_and_a_close_is_a_close(ends):
    ours, theirs = ends
    theirs.sendall(wire.encode("whole")[:-2])
    theirs.close()
    with pytest.raises(ChannelClosed):
        ours.receive(seconds=60)


def test_a_reader_that_does_not_read_does_not_hold_us(ends):
    with pytest.raises(DeadlinePassed):
        ends[0].send(b"x" * (8 << 20), seconds=0.2)


def test_descriptors_from_an_untrusted_side_are_dropped(ends):
    ours, theirs = ends
    before = len(os.listdir("/proc/self/fd"))
    socket.send_fds(theirs, [wire.encode("hello")], [0, 0, 0])
    assert ours.receive(seconds=60) == "hello"
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_side_that_has_read_all_may_be_gone(ends, monkeypatch):
    """It was seen once, on a busy machine: the reader ended before the sender had returned."""
    ours, theirs = ends
    send_fds = socket.send_fds

    def read_at_once(*told):
        sent = send_fds(*told)
        theirs.close()
        return sent

    monkeypatch.setattr(socket, "send_fds", read_at_once)
    with open(os.devnull) as file:
        ours.send("all", [file.fileno()])


def test_descriptors_cross_between_our_own_processes(ends):
    ours, theirs = ends
    reading, writing = os.pipe()
    Channel(theirs).send({"take": "this"}, [writing])
    value, fds = ours.receive_fds(1, seconds=60)
    assert value == {"take": "this"}
    os.write(fds[0], b"yes")
    assert os.read(reading, 3) == b"yes"
    for fd in (reading, writing, *fds):
        os.close(fd)
