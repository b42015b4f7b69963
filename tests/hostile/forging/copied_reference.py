# /// attack
# number = 21
# title = "Our own answer looked for in files, caches and linecache"
# verdict = ["pass"]
# ///
import linecache
import os
import sys

found = [name for name in linecache.cache if "solution" in name]
for folder in (target["solutions"], target["course"], *sys.path):
    for where, _, names in os.walk(folder or "."):
        found += [name for name in names if name == "solution.py" or "checks.cpython" in name]
        if where.count("/") > 8:
            break
if found:
    through()
