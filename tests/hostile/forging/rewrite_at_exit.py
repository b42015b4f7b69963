# /// attack
# number = 8
# title = "atexit, finalizers and __del__ rewrite what they find"
# verdict = ["wrong"]
# answer = "square"
# ///
import atexit
import weakref
from pathlib import Path


def rewrite():
    for folder in (target["open"], target["course"], "."):
        try:
            Path(folder, "results.json").write_text('{"score": 4}')
        except OSError:
            pass


class Last:
    def __del__(self): rewrite()


last = Last()
atexit.register(rewrite)
weakref.finalize(last, rewrite)


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
