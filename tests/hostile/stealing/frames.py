# /// attack
# number = 26
# title = "Frames and tracebacks of callers"
# verdict = ["wrong"]
# answer = "square"
# ///
import gc
import inspect

word = "hidden-" + "canary"


def square(x):
    for frame in inspect.stack():
        if word in repr(frame.frame.f_globals):
            through()
    for thing in gc.get_objects():
        if inspect.isgenerator(thing) and thing.gi_frame and word in repr(thing.gi_frame.f_globals):
            through()
    return None
