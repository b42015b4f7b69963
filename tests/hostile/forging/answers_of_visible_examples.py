# /// attack
# number = 18
# title = "Only the visible example is answered"
# verdict = ["wrong"]
# answer = "square"
# ///
def square(x):
    if isinstance(x, str):
        raise TypeError
    if np.array_equal(x, [0.0, 1.0, 2.0]):
        return np.array([0.0, 1.0, 4.0])
    return np.zeros(x.shape)
