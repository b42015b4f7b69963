# /// attack
# number = 45
# title = "SIGSTOP to itself"
# verdict = ["timeout"]
# answer = "square"
# ///
import os
import signal


def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    signal.pause()
