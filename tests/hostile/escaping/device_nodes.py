# /// attack
# number = 62
# title = "A device of the machine made and opened"
# verdict = ["pass"]
# ///
import os
import stat

try:
    os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0))
    open("disk", "rb")
    through()
except OSError:
    pass
for path in ("/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/tty", "/dev/ptmx"):
    try:
        open(path, "rb")
        through()
    except OSError:
        pass
