# /// attack
# number = 50
# title = "A folder 3000 deep with files at its end, made by descriptors"
# verdict = ["pass"]
# ///
import os

at = os.open(".", os.O_RDONLY)
for _ in range(3000):
    os.mkdir("deeper", dir_fd=at)
    below = os.open("deeper", os.O_RDONLY, dir_fd=at)
    os.close(at)
    at = below
os.close(os.open("end", os.O_CREAT | os.O_WRONLY, dir_fd=at))
