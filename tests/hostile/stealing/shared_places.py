# /// attack
# number = 36
# title = "What others left in /tmp and /dev/shm"
# verdict = ["pass"]
# control = true
# ///
import os

for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run"):
    try:
        if os.listdir(folder):
            through()
    except OSError:
        pass
