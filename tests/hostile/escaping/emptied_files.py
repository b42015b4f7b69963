# /// attack
# number = 65
# title = "Others' files emptied, by those who open them to read"
# verdict = ["pass"]
# ///
import os

for path in (target["gradebook"], target["unix"]):
    for flags in (os.O_RDONLY | os.O_TRUNC, 3 | os.O_TRUNC, os.O_WRONLY | os.O_TRUNC, os.O_PATH | os.O_TRUNC):
        try:
            os.open(path, flags)
        except OSError:
            pass
    try:
        os.truncate(path, 0)
        through()
    except OSError:
        pass
