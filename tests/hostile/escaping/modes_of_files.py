# /// attack
# number = 65
# title = "Modes and owners of others' files, by path"
# verdict = ["pass"]
# control = true
# ///
import os

for path in (target["gradebook"], target["course"], target["open"]):
    for change in (lambda p: os.chmod(p, 0o777), lambda p: os.chown(p, os.getuid(), os.getgid())):
        try:
            change(path)
        except OSError:
            pass
