# /// attack
# number = 41
# title = "The same by the bare call, with more flags"
# verdict = ["pass"]
# ///
import ctypes
import platform

number = {"x86_64": 9, "aarch64": 222}[platform.machine()]
libc = ctypes.CDLL(None)
libc.syscall.restype = ctypes.c_long
for flags in (0x20122, 0x4122, 0x100000122):
    size, whole = ctypes.c_ulong(4 << 30), ctypes.c_ulong(flags)
    place = libc.syscall(ctypes.c_long(number), None, size, ctypes.c_long(3), whole, ctypes.c_long(-1), None)
    if not -4096 < place < 0:
        libc.munmap(ctypes.c_void_p(place), size)
        through()
