# /// attack
# number = 41
# title = "Memory as a stack that grows, which a limit on data does not count"
# verdict = ["pass"]
# ///
import mmap

held = []
try:
    for _ in range(8):
        held.append(mmap.mmap(-1, 1 << 29, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100))
    through()
except (OSError, MemoryError):
    pass
held.clear()
