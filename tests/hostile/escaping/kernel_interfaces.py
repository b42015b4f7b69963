# /// attack
# number = 63
# title = "io_uring, bpf, perf, userfaultfd, keyctl and modules"
# verdict = ["pass"]
# ///
import ctypes

libc = ctypes.CDLL(None)
buffer = ctypes.create_string_buffer(256)
calls = {"io_uring_setup": (425, 4, buffer), "bpf": (321, 0, buffer, 128), "perf": (298, buffer, 0, -1, -1, 0), "userfaultfd": (323, 0), "init_module": (175, buffer, 8, buffer), "kcmp": (312, 1, 1, 0, 0, 0), "add_key": (248, b"user", b"x", b"y", 1, -3)}
for name, call in calls.items():
    if libc.syscall(*call) >= 0:
        print(name)
        through()
