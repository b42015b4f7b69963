# /// attack
# number = 33
# title = "Hidden inputs carried out in an exception and in prints"
# verdict = ["error"]
# answer = "square"
# ///
def square(x):
    print("the input was", x)
    raise ValueError(f"the input was {x!r}")
