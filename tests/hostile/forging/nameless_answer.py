# /// attack
# number = 73
# title = "An answer whose class has no name"
# verdict = ["wrong"]
# answer = "square"
# ///
def square(x):
    return type("", (), {})()
