# /// attack
# number = 36
# title = "The same by the call with a time, and removed"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import platform

number = {"x86_64": 220, "aarch64": 192}[platform.machine()]
libc, moment = ctypes.CDLL(None), (ctypes.c_long * 2)(0, 1000)
up = ctypes.create_string_buffer(b"\0\0\1\0\0\0")
if libc.syscall(number, target["semaphore"], up, 1, moment) == 0:
    through()
if libc.semctl(target["semaphore"], 0, 0) == 0:
    through()
