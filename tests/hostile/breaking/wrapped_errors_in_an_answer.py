# /// attack
# number = 70
# title = "An exception whose message wraps 100,000 errors"
# verdict = ["error"]
# answer = "square"
# ///
from autograder.worker import error_report

LINES = "Exception encountered when calling\n" * 100_000
error_report._message = lambda error: LINES


def square(x):
    raise ValueError(LINES)
