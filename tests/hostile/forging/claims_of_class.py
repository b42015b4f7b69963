# /// attack
# number = 22
# title = "A result that claims to be of another class"
# verdict = ["wrong"]
# answer = "square"
# ///
class Claim:
    __class__ = np.ndarray
    shape, dtype = (1,), np.dtype("float64")


def square(x):
    if isinstance(x, str):
        raise TypeError
    return Claim()
