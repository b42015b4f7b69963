# /// attack
# number = 12
# title = "An object whose unpickling writes a file"
# verdict = ["wrong"]
# answer = "square"
# ///
class Bomb:
    def __reduce__(self):
        return (open, (target["open"] + "/unpickled", "w"))


def square(x):
    if isinstance(x, str):
        raise TypeError
    return Bomb()
