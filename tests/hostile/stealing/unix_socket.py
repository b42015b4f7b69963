# /// attack
# number = 35
# title = "A Unix socket by path"
# verdict = ["pass"]
# control = true
# ///
import socket

try:
    socket.socket(socket.AF_UNIX).connect(target["unix"])
    through()
except OSError:
    pass
