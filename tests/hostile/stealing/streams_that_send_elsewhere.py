# /// attack
# number = 33
# title = "A stream and a packet pair that name a receiver"
# verdict = ["pass"]
# ///
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
    ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
    for where in (target["datagrams"], target["unix"], "\0" + target["abstract"]):
        try:
            ours.sendto(b"!", where)
        except OSError:
            pass
        try:
            ours.connect(where)
        except OSError:
            pass
