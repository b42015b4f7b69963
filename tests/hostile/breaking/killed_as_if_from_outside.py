# /// attack
# number = 76
# title = "A worker that has the kernel kill it, as if somebody else had"
# verdict = ["timeout", "error"]
# answer = "square"
# ///
import resource
import signal
import time

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def square(x):
    used = int(time.process_time()) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used, used))
    while True:
        pass
