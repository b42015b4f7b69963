# /// attack
# number = 37
# title = "To be told of changes in folders, and of who opens a file"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import fcntl
import os
import signal

# Who is told is ended by it, unless it is deaf.
signal.signal(signal.SIGIO, signal.SIG_IGN)
for path in (".", os.path.dirname(os.__file__)):
    folder = os.open(path, os.O_RDONLY)
    try:
        fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS | fcntl.DN_MODIFY | fcntl.DN_MULTISHOT)
        through()
    except OSError:
        pass
if ctypes.CDLL(None).inotify_init() >= 0:
    through()
