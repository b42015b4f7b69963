# /// attack
# number = 37
# title = "When a bystander computes, from its clock"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os
import platform
import time

number = {"x86_64": 222, "aarch64": 107}[platform.machine()]
for pid in {target["pid"], os.getppid()} - {0}:
    for kind in (2, 0, 1):
        clock = (~pid << 3) | kind
        try:
            time.clock_gettime(clock)
            through()
        except OSError:
            pass
    if ctypes.CDLL(None).syscall(number, clock, None, ctypes.byref(ctypes.c_int())) == 0:
        through()
