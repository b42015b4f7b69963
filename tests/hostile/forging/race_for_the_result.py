# /// attack
# number = 10
# title = "A thread that waits for a result file to appear"
# verdict = ["pass"]
# control = true
# ///
import threading
from pathlib import Path


def wait():
    while True:
        for folder in (target["open"], target["course"]):
            for path in Path(folder).glob("*"):
                try:
                    path.write_text("forged")
                except OSError:
                    pass


threading.Thread(target=wait, daemon=True).start()
