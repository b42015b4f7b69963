# /// attack
# number = 65
# title = "The same by openat2, whose flags lie in memory"
# verdict = ["pass"]
# ///
import ctypes
import struct

how = ctypes.create_string_buffer(struct.pack("=QQQ", 0x200, 0, 0))
for path in (target["gradebook"], target["unix"]):
    if ctypes.CDLL(None).syscall(437, -100, path.encode(), how, 24) >= 0:
        through()
