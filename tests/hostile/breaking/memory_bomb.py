# /// attack
# number = 41
# title = "All memory taken by arrays"
# verdict = ["pass"]
# ///
try:
    held = [np.ones(1 << 25) for _ in range(16)]
    through()
except MemoryError:
    held = None
