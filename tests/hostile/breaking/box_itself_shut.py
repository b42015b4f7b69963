# /// attack
# number = 50
# title = "The working folder itself made unreadable"
# verdict = ["pass"]
# ///
import os

os.mkdir("inside")
for mode in (0, 0o100):
    try:
        os.chmod(".", mode)
        os.fchmod(os.open(".", os.O_RDONLY), mode)
    except OSError:
        pass
