# /// attack
# number = 29
# title = "Descriptors left open"
# verdict = ["pass"]
# ///
import os
import stat

for fd in range(3, 256):
    try:
        kind = os.fstat(fd).st_mode
    except OSError:
        continue
    if not stat.S_ISSOCK(kind):
        through()
