# /// attack
# number = 13
# title = "The run's secret looked for in frames, environment and memory"
# verdict = ["pass"]
# ///
import gc
import os
import sys

word = "a secret " + "for tests"
seen = list(os.environ.values()) + sys.argv
frame = sys._getframe()
while frame:
    seen += [v for v in list(frame.f_locals.values()) + list(frame.f_globals.values()) if isinstance(v, (str, bytes))]
    frame = frame.f_back
gc.unfreeze()
for thing in gc.get_objects():
    if type(thing) is dict:
        seen += [v for v in list(thing.values()) if type(v) in (str, bytes)]
if any((word if type(v) is str else word.encode()) in v for v in seen if v is not word):
    through()
