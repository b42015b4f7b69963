# /// attack
# number = 46
# title = "Not to die with the parent, nor be kept from being traced"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc = ctypes.CDLL(None)
# Death signal, dumpable, who may trace, and the process's own memory map.
for call in ((1, 0, 0, 0, 0), (4, 1, 0, 0, 0), (0x59616D61, -1, 0, 0, 0)):
    if libc.prctl(*call) == 0:
        through()
