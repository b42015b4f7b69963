# /// attack
# number = 33
# title = "The same by sendmsg, by a raw pair, by connecting one end"
# verdict = ["pass"]
# control = true
# ///
import socket

for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK):
    try:
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        ours.sendmsg([b"!"], [], 0, target["datagrams"])
        through()
    except OSError:
        pass
    try:
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        theirs.connect(target["datagrams"])
        theirs.send(b"!")
        through()
    except OSError:
        pass
