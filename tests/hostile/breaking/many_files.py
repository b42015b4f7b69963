# /// attack
# number = 50
# title = "Five thousand empty files"
# verdict = ["pass"]
# through = ["L1"]
# ///
try:
    for number in range(5_000):
        open(f"empty-{number}", "wb").close()
    through()
except OSError:
    pass
