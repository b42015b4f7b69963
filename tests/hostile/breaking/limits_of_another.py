# /// attack
# number = 47
# title = "Limits of the parent and of a bystander, set by their numbers"
# verdict = ["pass"]
# control = true
# ///
import os
import resource

for pid in (target["pid"], os.getppid()):
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU):
        try:
            # 0 would be this process itself.
            if pid:
                resource.prlimit(pid, kind, resource.prlimit(pid, kind))
                resource.prlimit(target["pid"], kind, (16, 16))
                through()
        except OSError:
            pass
