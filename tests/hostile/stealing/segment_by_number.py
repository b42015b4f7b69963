# /// attack
# number = 36
# title = "Memory that another program shares, mapped by its number"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
for flags in (0, 0o10000):
    place = libc.shmat(target["segment"], None, flags)
    if place not in (None, ctypes.c_void_p(-1).value):
        through()
        if not flags:
            ctypes.memset(place, 1, 8)
