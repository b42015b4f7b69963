# /// attack
# number = 75
# title = "Memory that was filled and made read-only, so that no limit counts it"
# verdict = ["memory", "timeout"]
# answer = "square"
# ///
import ctypes
import mmap as _mmap

_libc = ctypes.CDLL(None)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
_libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
_SIZE = 64 << 20


def square(x):
    held = []
    for _ in range(64):
        at = _libc.mmap(None, _SIZE, 3, 0x22, -1, 0)
        if at in (None, ctypes.c_void_p(-1).value):
            raise MemoryError
        ctypes.memset(at, 1, _SIZE)
        _libc.mprotect(at, _SIZE, 1)
        held.append(at)
    through()
    return x * x
