# /// attack
# number = 71
# title = "An int of 4817 digits, which Python does not print"
# verdict = ["error", "wrong"]
# answer = "square"
# ///
def square(x):
    return 16**4000
