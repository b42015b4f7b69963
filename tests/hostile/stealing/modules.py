# /// attack
# number = 27
# title = "The grader among modules and garbage"
# verdict = ["pass"]
# ///
import sys

for name in list(sys.modules):
    if name.startswith(("pytest", "_pytest", "hypothesis", "autograder.judge", "autograder.gradebook", "checks")):
        through()
