# /// attack
# number = 35
# title = "TCP to a port of the machine"
# verdict = ["pass"]
# control = true
# ///
import socket

try:
    socket.create_connection(("127.0.0.1", target["tcp"]), 2).sendall(b"stolen")
    through()
except OSError:
    pass
