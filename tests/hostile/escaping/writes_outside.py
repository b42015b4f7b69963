# /// attack
# number = 65
# title = "Files written outside the folder, and over Python itself"
# verdict = ["pass"]
# ///
import os

for path in (target["open"] + "/escaped", "/tmp/heldout-escaped", os.__file__, np.__file__, "/etc/heldout", target["checks"]):
    try:
        with open(path, "a") as file:
            file.write("")
        through()
    except OSError:
        pass
