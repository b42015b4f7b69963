# /// attack
# number = 52
# title = "Half a frame, and then nothing"
# verdict = ["timeout"]
# answer = "square"
# ///
import os
import struct
import time


def square(x):
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("<IQ", 100, 0) + b"{")
        except OSError:
            pass
    time.sleep(1000)
