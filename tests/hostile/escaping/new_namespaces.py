# /// attack
# number = 62
# title = "unshare, clone3, mount and chroot"
# verdict = ["pass"]
# ///
import ctypes
import os

libc = ctypes.CDLL(None)
for flags in (0x10000000, 0x20000, 0x40000000, 0x20000000):
    if libc.unshare(flags) == 0:
        through()
if libc.mount(b"tmpfs", b".", b"tmpfs", 0, None) == 0 or libc.umount2(b"/proc", 2) == 0:
    through()
try:
    os.chroot(".")
    through()
except OSError:
    pass
if libc.setns(0, 0) == 0:
    through()
