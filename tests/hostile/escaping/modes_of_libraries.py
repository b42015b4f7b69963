# /// attack
# number = 65
# title = "Modes of Python's own files, by descriptors that may only read"
# verdict = ["pass"]
# ///
import os

for path in (os.__file__, os.path.dirname(os.__file__)):
    mode = os.stat(path).st_mode
    try:
        os.fchmod(os.open(path, os.O_RDONLY), mode ^ 0o022)
    except OSError:
        pass
    if os.stat(path).st_mode != mode:
        os.chmod(path, mode)
        through()
