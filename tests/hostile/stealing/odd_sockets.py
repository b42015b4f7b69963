# /// attack
# number = 35
# title = "Listening, netlink, vsock and raw packets"
# verdict = ["pass"]
# control = true
# ///
import socket

for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (16, socket.SOCK_RAW), (40, socket.SOCK_STREAM), (17, socket.SOCK_RAW)):
    try:
        socket.socket(family, kind)
        through()
    except OSError:
        pass
