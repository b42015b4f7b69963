# /// attack
# number = 53
# title = "JSON that nests without end"
# verdict = ["error"]
# answer = "square"
# ///
import os
import struct
import time

head = b"[" * 200_000


def square(x):
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("<IQ", len(head), 0) + head)
        except OSError:
            pass
    time.sleep(1000)
