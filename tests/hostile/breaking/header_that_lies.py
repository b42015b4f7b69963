# /// attack
# number = 43
# title = "An .npy of 128 bytes that asks for 15 GiB"
# verdict = ["pass"]
# ///
import io

head = b"{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }"
head += b" " * (117 - len(head)) + b"\n"
try:
    np.load(io.BytesIO(b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head))
    through()
except (ValueError, MemoryError, EOFError):
    pass
