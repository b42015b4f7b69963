# /// attack
# number = 72
# title = "A class whose name has a megabyte"
# verdict = ["error", "wrong"]
# answer = "square"
# ///
def square(x):
    return type("z" * 1_000_000, (), {})()
