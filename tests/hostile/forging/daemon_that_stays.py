# /// attack
# number = 11
# title = "A daemon outlives its submission"
# verdict = ["pass"]
# control = true
# ///
import os

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import time

            open(target["open"] + "/stayed", "w").close()
            time.sleep(20)
        os._exit(0)
    through()
except OSError:
    pass
