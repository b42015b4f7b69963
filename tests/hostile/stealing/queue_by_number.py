# /// attack
# number = 36
# title = "A queue of another program's: read, filled and removed by its number"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc, letter = ctypes.CDLL(None), ctypes.create_string_buffer(64)
if libc.msgrcv(target["queue"], letter, 32, 0, 0o14000) >= 0:
    through()
letter.raw = (1).to_bytes(8, "little") + bytes(56)
if libc.msgsnd(target["queue"], letter, 8, 0o4000) == 0:
    through()
if libc.msgctl(target["queue"], 0, None) == 0:
    through()
