# /// attack
# number = 2
# title = "A subclass of ndarray that answers every comparison itself"
# verdict = ["wrong"]
# answer = "square"
# ///
class Agreeing(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **named): return np.bool_(True)
    def __array_function__(self, function, types, args, kwargs): return True
    def __eq__(self, other): return np.True_


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape).view(Agreeing)
