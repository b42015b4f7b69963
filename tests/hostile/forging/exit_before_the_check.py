# /// attack
# number = 7
# title = "The process ends with status 0 when it is asked"
# verdict = ["error"]
# answer = "square"
# ///
import os


def square(x):
    os._exit(0)
