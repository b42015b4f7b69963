# /// attack
# number = 39
# title = "Processes without end"
# verdict = ["pass"]
# control = true
# ///
import os

for _ in range(8):
    try:
        if os.fork() == 0:
            os._exit(0)
        through()
    except OSError:
        pass
