# /// attack
# number = 25
# title = "Working folders of other processes"
# verdict = ["pass"]
# ///
import glob

for path in glob.glob("/proc/*/cwd/*") + glob.glob("/proc/*/root/*"):
    try:
        open(path).read()
        through()
    except OSError:
        pass
