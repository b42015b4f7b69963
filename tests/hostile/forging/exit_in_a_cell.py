# /// attack
# number = 7
# title = "The process ends with status 0 before any check"
# verdict = ["error"]
# answer = "square"
# ///
import os

os._exit(0)
