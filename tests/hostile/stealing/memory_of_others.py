# /// attack
# number = 31
# title = "Memory of other processes read through /proc"
# verdict = ["pass"]
# control = true
# ///
import os

for pid in (os.getppid(), target["pid"]):
    try:
        if pid:
            open(f"/proc/{pid}/mem", "rb")
            through()
    except OSError:
        pass
