# /// attack
# number = 61
# title = "!, %%bash, os.system, subprocess and pty"
# verdict = ["pass"]
# control = true
# ///
import os
import pty
import subprocess

get_ipython().run_cell("!touch " + target["open"] + "/shell")
try:
    get_ipython().run_cell_magic("bash", "", "touch " + target["open"] + "/bash")
except Exception:
    pass
if os.system("true") == 0:
    through()
try:
    subprocess.run(["/bin/true"], check=True)
    through()
except (OSError, subprocess.SubprocessError):
    pass
try:
    pty.spawn(["/bin/true"])
    through()
except OSError:
    pass
