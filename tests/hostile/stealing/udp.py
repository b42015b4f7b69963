# /// attack
# number = 35
# title = "UDP, as DNS uses it"
# verdict = ["pass"]
# control = true
# ///
import socket

try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"stolen", ("127.0.0.1", target["udp"]))
    through()
except OSError:
    pass
