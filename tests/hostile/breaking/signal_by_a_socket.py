# /// attack
# number = 47
# title = "The same, told to the socket: FIOSETOWN, SIOCSPGRP and F_SETOWN_EX"
# verdict = ["pass"]
# control = true
# ///
import fcntl
import os
import socket
import struct

ours, theirs = socket.socketpair()
for request in (0x8901, 0x8902):
    try:
        fcntl.ioctl(ours, request, struct.pack("=i", target["pid"]))
        fcntl.ioctl(ours, 0x5452, struct.pack("=i", 1))
        theirs.send(b"!")
        through()
    except OSError:
        pass
try:
    fcntl.fcntl(ours, 15, struct.pack("=ii", 1, target["pid"]))
    if os.getpid() != 1:
        through()
except OSError:
    pass
