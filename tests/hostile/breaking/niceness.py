# /// attack
# number = 47
# title = "The parent, a bystander and their groups made slow"
# verdict = ["pass"]
# control = true
# ///
import os

def others(pid):
    yield os.PRIO_PROCESS, pid
    yield os.PRIO_PGRP, pid

for kind, who in [*others(target["pid"]), *(others(os.getppid()) if os.getppid() else ())]:
    try:
        os.setpriority(kind, who, os.getpriority(kind, who) + 1)
        through()
    except OSError:
        pass
