# /// attack
# number = 53
# title = "An array whose shape and bytes do not agree"
# verdict = ["error"]
# answer = "square"
# ///
import json
import os
import struct
import time

head = json.dumps({"$": "dict", "v": [["value", {"$": "array", "dtype": "float64", "shape": [1 << 40], "at": 0, "size": 8}]]}).encode()


def square(x):
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("<IQ", len(head), 8) + head + bytes(8))
        except OSError:
            pass
    time.sleep(1000)
