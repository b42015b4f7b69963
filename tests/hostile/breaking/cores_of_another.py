# /// attack
# number = 47
# title = "The parent and a bystander bound to one core"
# verdict = ["pass"]
# control = true
# ///
import os

for pid in {target["pid"], os.getppid()} - {0}:
    try:
        os.sched_setaffinity(pid, {min(os.sched_getaffinity(0))})
        through()
    except OSError:
        pass
