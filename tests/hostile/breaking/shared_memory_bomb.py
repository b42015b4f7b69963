# /// attack
# number = 42
# title = "Memory that a limit on data does not count"
# verdict = ["pass"]
# through = ["with a GPU"]
# ///
import mmap
import os

try:
    mmap.mmap(-1, 1 << 30)
    through()
except (OSError, MemoryError):
    pass
try:
    os.memfd_create("x")
    through()
except OSError:
    pass
try:
    with open("/dev/shm/bomb", "wb") as bomb:
        for _ in range(600):
            bomb.write(bytes(1 << 20))
    through()
except OSError:
    pass
