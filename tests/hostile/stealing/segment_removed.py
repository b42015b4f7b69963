# /// attack
# number = 36
# title = "The same removed, and its facts read"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc, facts = ctypes.CDLL(None), ctypes.create_string_buffer(512)
for what in (2, 15, 0):
    if libc.shmctl(target["segment"], what, facts) >= 0:
        through()
