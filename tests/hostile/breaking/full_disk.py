# /// attack
# number = 50
# title = "The disk filled by many files of one megabyte"
# verdict = ["pass"]
# through = ["L1"]
# ///
try:
    for number in range(300):
        with open(f"part-{number}", "wb") as part:
            part.write(bytes(1 << 20))
    through()
except OSError:
    pass
