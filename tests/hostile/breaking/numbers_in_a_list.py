# /// attack
# number = 71
# title = "A list of ints that are as long as the wire takes"
# verdict = ["error", "wrong"]
# answer = "square"
# ///
def square(x):
    return [2**13_999] * 500
