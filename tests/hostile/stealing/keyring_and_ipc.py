# /// attack
# number = 36
# title = "The kernel's keyring and SysV memory"
# verdict = ["pass"]
# ///
import ctypes

libc = ctypes.CDLL(None)
if libc.shmget(0x5EED, 4096, 0o1666) >= 0 or libc.msgget(0x5EED, 0o1666) >= 0:
    through()
if libc.syscall(250, 0, -3, 1) >= 0:
    through()
