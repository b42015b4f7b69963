# /// attack
# number = 36
# title = "A POSIX queue, made and opened by name"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import os

library = ctypes.CDLL("librt.so.1") if not hasattr(ctypes.CDLL(None), "mq_open") else ctypes.CDLL(None)
for name in (b"/heldout-hostile", b"/grades"):
    if library.mq_open(name, os.O_CREAT | os.O_RDWR, 0o600, None) >= 0:
        library.mq_unlink(name)
        through()
