# /// attack
# number = 59
# title = "Core dumps switched on again, and the system log"
# verdict = ["pass"]
# ///
import ctypes
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30))
    through()
except (OSError, ValueError):
    pass
if ctypes.CDLL(None).klogctl(10, None, 0) >= 0:
    through()
