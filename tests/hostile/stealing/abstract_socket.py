# /// attack
# number = 35
# title = "A Unix socket by abstract name"
# verdict = ["pass"]
# control = true
# ///
import socket

try:
    socket.socket(socket.AF_UNIX).connect("\0" + target["abstract"])
    through()
except OSError:
    pass
