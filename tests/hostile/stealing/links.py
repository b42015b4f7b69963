# /// attack
# number = 32
# title = "Symbolic and hard links to the checks"
# verdict = ["pass"]
# control = true
# ///
import os

for link in (os.symlink, os.link):
    try:
        link(target["checks"], "link")
        open("link").read()
        through()
    except OSError:
        pass
    if os.path.lexists("link"):
        os.remove("link")
