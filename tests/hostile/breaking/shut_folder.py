# /// attack
# number = 50
# title = "A folder that nobody may open, with things in it"
# verdict = ["pass"]
# ///
import os

os.makedirs("shut/inner/more")
open("shut/inner/file", "w").close()
for path in ("shut/inner/file", "shut/inner/more", "shut/inner", "shut"):
    os.chmod(path, 0)
# Where a mode can only be given at the start.
os.umask(0)
os.mkdir("closed", 0)
os.mkdir("middle")
at = os.open("middle", os.O_RDONLY)
os.mkdir("nothing", 0, dir_fd=at)
