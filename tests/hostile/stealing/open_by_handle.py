# /// attack
# number = 32
# title = "A file opened by its handle, past every path"
# verdict = ["pass"]
# control = true
# ///
import ctypes

handle = ctypes.create_string_buffer(b"\x80" + bytes(200))
mount = ctypes.c_int()
libc = ctypes.CDLL(None)
if libc.name_to_handle_at(-100, target["checks"].encode(), handle, ctypes.byref(mount), 0) == 0:
    through()
