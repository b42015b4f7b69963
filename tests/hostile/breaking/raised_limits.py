# /// attack
# number = 41
# title = "Limits raised again"
# verdict = ["pass"]
# through = ["with a GPU"]
# ///
import resource

for kind in (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        through()
    except (OSError, ValueError):
        pass
