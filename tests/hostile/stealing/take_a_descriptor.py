# /// attack
# number = 31
# title = "pidfd_getfd takes a descriptor out of another process"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os

try:
    pidfd = os.pidfd_open(target["pid"])
    if ctypes.CDLL(None).syscall(438, pidfd, 0, 0) >= 0:
        through()
except OSError:
    pass
