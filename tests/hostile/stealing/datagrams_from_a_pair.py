# /// attack
# number = 33
# title = "A datagram to another's socket, from a pair of one's own"
# verdict = ["pass"]
# control = true
# ///
import socket

try:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.sendto(b"!", target["datagrams"])
    through()
except OSError:
    pass
