# /// attack
# number = 64
# title = "The same calls by their x32 numbers"
# verdict = ["error"]
# answer = "square"
# ///
import ctypes
import os
import platform


def square(x):
    if platform.machine() != "x86_64":
        os._exit(1)
    ctypes.CDLL(None).syscall(0x40000000 + 39)
    return None
