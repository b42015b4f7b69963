# /// attack
# number = 47
# title = "Group 0 and user 0: one's own, and all that are like one"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os

libc = ctypes.CDLL(None)
# At L3 nobody else is there: no parent, and no other process of this user.
if os.getppid() and libc.setpriority(2, 0, 1) == 0:
    through()
for pid in range(os.getppid() - 3, os.getppid() + 4) if os.getppid() else ():
    if pid != os.getpid() and libc.setpriority(0, pid, 1) == 0:
        through()
