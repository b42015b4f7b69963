# /// attack
# number = 47
# title = "SIGSTOP to parent, group and everyone"
# verdict = ["pass"]
# ///
import os
import signal

for pid in (os.getppid(), target["pid"]):
    try:
        if pid:
            os.kill(pid, signal.SIGSTOP)
            through()
    except OSError:
        pass
for pid in (0, -1):
    try:
        os.kill(pid, 0)
        through()
    except OSError:
        pass
