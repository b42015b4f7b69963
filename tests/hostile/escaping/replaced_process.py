# /// attack
# number = 61
# title = "execve in place"
# verdict = ["pass"]
# ///
import os

try:
    os.execv("/bin/sh", ["sh", "-c", "exit 0"])
except OSError:
    pass
