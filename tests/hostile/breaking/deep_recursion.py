# /// attack
# number = 43
# title = "Recursion until the stack ends"
# verdict = ["error", "timeout", "memory"]
# answer = "square"
# ///
import sys

sys.setrecursionlimit(10**8)


def square(x):
    return square(x)
