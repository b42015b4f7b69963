# /// attack
# number = 45
# title = "Sleep, which uses no CPU"
# verdict = ["timeout"]
# answer = "square"
# ///
import time


def square(x):
    time.sleep(1000)
