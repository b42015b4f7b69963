# /// attack
# number = 7
# title = "sys.exit(0) and quit()"
# verdict = ["error"]
# answer = "square"
# ///
import sys


def square(x):
    sys.exit(0)
