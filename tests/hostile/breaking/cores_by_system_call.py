# /// attack
# number = 47
# title = "Cores of another, asked and set, by the bare calls"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import platform

get, put = {"x86_64": (204, 203), "aarch64": (123, 122)}[platform.machine()]
libc, mask = ctypes.CDLL(None), ctypes.c_uint64(1)
for pid in (target["pid"], target["pid"] | 1 << 40):
    for number in (get, put):
        if libc.syscall(ctypes.c_long(number), ctypes.c_ulong(pid), 8, ctypes.byref(mask)) >= 0:
            through()
