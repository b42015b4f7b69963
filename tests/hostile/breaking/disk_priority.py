# /// attack
# number = 47
# title = "The disk of a process and of a group made idle"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import platform

number = {"x86_64": 251, "aarch64": 30}[platform.machine()]
libc, idle = ctypes.CDLL(None), 3 << 13
for kind, who in [(1, target["pid"]), (2, target["pid"])]:
    if libc.syscall(number, kind, who, idle) == 0:
        through()
