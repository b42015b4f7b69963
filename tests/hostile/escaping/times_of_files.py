# /// attack
# number = 65
# title = "Times and attributes of others' files"
# verdict = ["pass"]
# control = true
# ///
import os

for path in (target["gradebook"], target["course"]):
    for times in ((1, 1), None):
        try:
            os.utime(path, times)
        except OSError:
            pass
    try:
        os.setxattr(path, "user.hostile", b"1")
        os.removexattr(path, "user.hostile")
        through()
    except OSError:
        pass
