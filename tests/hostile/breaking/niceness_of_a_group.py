# /// attack
# number = 47
# title = "User 0, which is one's own, and who stands beside the parent"
# verdict = ["pass"]
# ///
import ctypes
import os
import platform

ioprio = {"x86_64": 251, "aarch64": 30}[platform.machine()]
libc = ctypes.CDLL(None)
# At L3 nobody else is there: no parent, and no other process of this user. Priorities are set to what
# they are, so that whoever is reached comes to no harm.
if os.getppid():
    if libc.setpriority(2, 0, libc.getpriority(2, 0)) == 0:
        through()
    if libc.syscall(ioprio, 3, os.getuid(), 0) == 0:
        through()
    for pid in range(os.getppid() - 3, os.getppid() + 4):
        if pid != os.getpid() and libc.setpriority(0, pid, libc.getpriority(0, pid)) == 0:
            through()
