# /// attack
# number = 9
# title = "Replies sent ahead of the questions"
# verdict = ["error"]
# answer = "square"
# ///
import json
import os
import struct

head = json.dumps({"$": "dict", "v": [["value", 1.0]]}).encode()
for fd in range(3, 64):
    try:
        os.write(fd, (struct.pack("<IQ", len(head), 0) + head) * 50)
    except OSError:
        pass
