# /// attack
# number = 40
# title = "Five hundred threads with small stacks"
# verdict = ["pass"]
# through = ["L1"]
# ///
import threading

threading.stack_size(1 << 16)
stop = threading.Event()
threads = []
try:
    for _ in range(500):
        threads.append(threading.Thread(target=stop.wait, daemon=True))
        threads[-1].start()
    through()
except RuntimeError:
    pass
stop.set()
