# /// attack
# number = 72
# title = "An exception whose class, bases, line and message have megabytes"
# verdict = ["error"]
# answer = "square"
# ///
from autograder.worker import error_report

LONG = "x" * 1_000_000
error_report.describe = lambda error: {
    "type": LONG, "bases": [LONG] * 2, "message": LONG, "line": LONG, "trail": LONG,
}


def square(x):
    raise ValueError
