# /// attack
# number = 47
# title = "SCHED_IDLE for the parent and a bystander"
# verdict = ["pass"]
# control = true
# ///
import os

for pid in {target["pid"], os.getppid()} - {0}:
    for policy in (os.SCHED_IDLE, os.SCHED_BATCH):
        try:
            os.sched_setscheduler(pid, policy, os.sched_param(0))
            through()
        except OSError:
            pass
