# /// attack
# number = 42
# title = "Buffers of the kernel filled through pipes"
# verdict = ["pass"]
# ///
import fcntl
import os

pipes = []
try:
    for _ in range(2000):
        pipes.append(os.pipe())
        fcntl.fcntl(pipes[-1][1], 1031, 1 << 20)
    through()
except OSError:
    pass
for pair in pipes:
    for fd in pair:
        os.close(fd)
