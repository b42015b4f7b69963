# /// attack
# number = 52
# title = "An answer of a hundred megabytes"
# verdict = ["memory", "error"]
# answer = "square"
# ///
def square(x):
    return np.zeros(100 << 17)
