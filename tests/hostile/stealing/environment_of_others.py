# /// attack
# number = 30
# title = "Environment, arguments and maps of other processes"
# verdict = ["pass"]
# control = true
# ///
import os

for pid in (os.getppid(), target["pid"]):
    for name in ("environ", "cmdline", "maps", "status"):
        try:
            if pid and open(f"/proc/{pid}/{name}", "rb").read():
                through()
        except OSError:
            pass
