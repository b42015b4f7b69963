# /// attack
# number = 53
# title = "An answer that nests a thousand deep"
# verdict = ["error"]
# answer = "square"
# ///
def square(x):
    value = 0
    for _ in range(1000):
        value = [value]
    return value
