# /// attack
# number = 45
# title = "A read that nobody answers"
# verdict = ["timeout"]
# answer = "square"
# ///
import os


def square(x):
    reading, writing = os.pipe()
    os.read(reading, 1)
