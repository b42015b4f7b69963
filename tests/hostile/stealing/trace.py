# /// attack
# number = 31
# title = "ptrace and process_vm_readv"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc = ctypes.CDLL(None)
if libc.ptrace(0x4206, target["pid"], 0, 0) == 0:
    through()
buffer = ctypes.create_string_buffer(8)
with open("/proc/self/maps") as maps:
    place = int(maps.readline().split("-")[0], 16)
vector = (ctypes.c_ulong * 2)(ctypes.addressof(buffer), 8)
remote = (ctypes.c_ulong * 2)(place, 8)
if libc.process_vm_readv(target["pid"], vector, 1, remote, 1, 0) > 0:
    through()
