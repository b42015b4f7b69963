# /// attack
# number = 47
# title = "The disk of a process, a group and a user made idle"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os
import platform

number = {"x86_64": 251, "aarch64": 30}[platform.machine()]
libc, idle = ctypes.CDLL(None), 3 << 13
# In a namespace of one's own, a user is nobody else.
everybody = [(3, os.getuid())] if os.getpid() != 1 else []
for kind, who in [(1, target["pid"]), (2, target["pid"]), *everybody]:
    if libc.syscall(number, kind, who, idle) == 0:
        through()
