# /// attack
# number = 67
# title = "Characters pushed into the instructor's terminal"
# verdict = ["pass"]
# ///
import fcntl

for fd in range(256):
    try:
        fcntl.ioctl(fd, 0x5412, b"x")
        through()
    except OSError:
        pass
