# /// attack
# number = 19
# title = "Right on the first call only"
# verdict = ["wrong"]
# answer = "square"
# ///
calls = 0


def square(x):
    global calls
    if isinstance(x, str):
        raise TypeError
    calls += 1
    return x * x if calls == 1 else x + x
