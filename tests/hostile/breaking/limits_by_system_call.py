# /// attack
# number = 47
# title = "Another's file size and processes limited, without Python's help"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import platform

number = {"x86_64": 302, "aarch64": 261}[platform.machine()]
limits = (ctypes.c_uint64 * 2)(0, 0)
for kind in (1, 6, 13):
    # The upper half of a process number does not count.
    for pid in (target["pid"], target["pid"] | 1 << 32):
        if ctypes.CDLL(None).syscall(ctypes.c_long(number), ctypes.c_ulong(pid), kind, limits, None) == 0:
            through()
