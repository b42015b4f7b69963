# /// attack
# number = 73
# title = "A model whose class has no name"
# verdict = ["error", "wrong"]
# answer = "line"
# ///
def line():
    return type("", (keras.Model,), {})()
