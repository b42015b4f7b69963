# /// attack
# number = 47
# title = "Scheduling of another by its attributes and its parameter"
# verdict = ["pass"]
# control = true
# ///
import ctypes
import platform
import struct

attributes, parameter = {"x86_64": (314, 142), "aarch64": (274, 118)}[platform.machine()]
libc = ctypes.CDLL(None)
idle = ctypes.create_string_buffer(struct.pack("=IIQiIQQQ", 48, 5, 0, 0, 0, 0, 0, 0))
if libc.syscall(attributes, target["pid"], idle, 0) == 0:
    through()
if libc.syscall(parameter, target["pid"], ctypes.create_string_buffer(4)) == 0:
    through()
