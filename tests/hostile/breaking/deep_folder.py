# /// attack
# number = 50
# title = "A folder 1500 deep"
# verdict = ["pass"]
# ///
import os

home = os.open(".", os.O_RDONLY)
for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
os.fchdir(home)
