# /// attack
# number = 36
# title = "A semaphore of another program's: raised and set"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc = ctypes.CDLL(None)
if libc.semop(target["semaphore"], ctypes.create_string_buffer(b"\0\0\1\0\0\x08"), 1) == 0:
    through()
if libc.semctl(target["semaphore"], 0, 16, 5) == 0:
    through()
