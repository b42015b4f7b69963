# /// attack
# number = 48
# title = "Output without end"
# verdict = ["pass"]
# ///
for _ in range(200):
    print("x" * (1 << 20))
