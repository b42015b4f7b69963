# /// attack
# number = 43
# title = "A number that takes for ever to write"
# verdict = ["timeout"]
# answer = "square"
# ///
def square(x):
    return 10 ** 10 ** 8
