# /// attack
# number = 20
# title = "Environment and arguments tell that this is grading"
# verdict = ["pass"]
# ///
import os
import sys

told = " ".join([*os.environ, *os.environ.values(), *sys.argv]).lower()
if "nbgrader" in told or "hidden" in told or "solution" in told:
    through()
