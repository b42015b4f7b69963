# /// attack
# number = 65
# title = "The same by the newer calls, relative to a folder"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os
import platform

libc = ctypes.CDLL(None)
at, at2 = {"x86_64": (268, 452), "aarch64": (53, 452)}[platform.machine()]
path = os.path.relpath(target["gradebook"]).encode()
for call in ((at, -100, path, 0o777), (at2, -100, path, 0o777, 0), (at2, -100, target["course"].encode(), 0o777, 0x100)):
    libc.syscall(*call)
