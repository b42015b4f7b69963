# /// attack
# number = 36
# title = "Every queue, by trying its number"
# verdict = ["pass"]
# control = true
# ///
import ctypes

libc, letter = ctypes.CDLL(None), ctypes.create_string_buffer(512)
for number in {*range(256), *range(max(0, target["queue"] - 4), target["queue"] + 5)}:
    if libc.msgrcv(number, letter, 32, 0, 0o14000) >= 0 or libc.msgctl(number, 2, letter) == 0:
        through()
