# /// attack
# number = 50
# title = "A deep folder, shut in its middle, and one that may only be read"
# verdict = ["pass"]
# ///
import os

at = os.open(".", os.O_RDONLY)
opened = []
for level in range(60):
    os.mkdir("down", dir_fd=at)
    at = os.open("down", os.O_RDONLY, dir_fd=at)
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    opened.append(at)
for level, mode in ((55, 0o500), (30, 0), (29, 0o100), (10, 0o500)):
    os.fchmod(opened[level], mode)
os.umask(0o777)
os.mkdir("by-its-mask")
open("file-by-its-mask", "w").close()
os.umask(0o22)
for each in opened:
    os.close(each)
