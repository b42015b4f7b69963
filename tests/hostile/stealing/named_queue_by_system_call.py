# /// attack
# number = 36
# title = "The same by number, to be told by a signal"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os
import platform

make, end, notify = {"x86_64": (240, 241, 244), "aarch64": (180, 181, 184)}[platform.machine()]
libc = ctypes.CDLL(None)
queue = libc.syscall(make, b"hostile", os.O_CREAT | os.O_RDONLY, 0o600, None)
if queue >= 0 and libc.syscall(notify, queue, None) <= 0:
    libc.syscall(end, b"hostile")
    through()
