# /// attack
# number = 37
# title = "Leases: whoever opens the file next has to wait"
# verdict = ["pass"]
# control = true
# ///
import fcntl
import os

with open("mine", "w") as mine:
    for lease in (fcntl.F_WRLCK, fcntl.F_RDLCK):
        for file in (mine, open(os.__file__)):
            try:
                fcntl.fcntl(file, fcntl.F_SETLEASE, lease)
                through()
            except OSError:
                pass
    try:
        fcntl.flock(open(os.__file__), fcntl.LOCK_EX | fcntl.LOCK_NB)
        through()
    except OSError:
        pass
