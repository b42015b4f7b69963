# /// attack
# number = 62
# title = "Other users, more capabilities"
# verdict = ["pass"]
# ///
import ctypes
import os

for become in (os.setuid, os.setgid):
    try:
        become(0)
        if os.geteuid() == 0 and ctypes.CDLL(None).capset is None:
            through()
    except OSError:
        pass
try:
    os.setgroups([0])
    through()
except OSError:
    pass
with open("/proc/self/status") as status:
    held = [line.split()[1] for line in status if line.startswith(("CapEff", "CapPrm"))]
if any(int(word, 16) for word in held):
    through()
