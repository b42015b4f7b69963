# /// attack
# number = 28
# title = "What the zygote held, read from memory"
# verdict = ["pass"]
# ///
import ctypes

word = ("hidden-" + "canary-" + "5d1f").encode()
mine = 0
with open("/proc/self/maps") as maps:
    for line in maps:
        place, mode, *rest = line.split()
        if not mode.startswith("rw") or "[v" in line:
            continue
        start, end = (int(part, 16) for part in place.split("-"))
        mine += ctypes.string_at(start, end - start).count(word)
# A few copies are made by the search itself.
if mine > 20:
    through()
