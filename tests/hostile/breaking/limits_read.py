# /// attack
# number = 47
# title = "Another's limits read, not set"
# verdict = ["pass"]
# control = true
# ///
import os
import resource

for pid in {target["pid"], os.getppid()} - {0}:
    try:
        resource.prlimit(pid, resource.RLIMIT_AS)
        through()
    except OSError:
        pass
