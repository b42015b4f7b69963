# /// attack
# number = 9
# title = "A grader's record written on the worker's own socket"
# verdict = ["error"]
# answer = "square"
# ///
import json
import os
import struct

record = {"$": "dict", "v": [["record", {"$": "dict", "v": [["verdict", "pass"], ["task", "square"]]}]]}
head = json.dumps(record).encode()
for fd in range(3, 64):
    try:
        os.write(fd, struct.pack("<IQ", len(head), 0) + head)
    except OSError:
        pass


def square(x):
    return None
