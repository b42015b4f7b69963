# /// attack
# number = 49
# title = "One file without end"
# verdict = ["pass"]
# ///
try:
    with open("big", "wb") as big:
        for _ in range(200):
            big.write(bytes(1 << 20))
    through()
except OSError:
    pass
