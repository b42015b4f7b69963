# /// attack
# number = 51
# title = "The process reads address 0"
# verdict = ["error"]
# answer = "square"
# ///
import ctypes


def square(x):
    ctypes.string_at(0)
