# /// attack
# number = 50
# title = "Names of 255 bytes, 300 deep, side by side"
# verdict = ["pass"]
# ///
import os

for letter in "xy":
    at = os.open(".", os.O_RDONLY)
    for _ in range(300):
        os.mkdir(letter * 255, dir_fd=at)
        below = os.open(letter * 255, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
