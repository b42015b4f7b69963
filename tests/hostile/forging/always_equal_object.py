# /// attack
# number = 1
# title = "An object that is equal to everything"
# verdict = ["wrong"]
# answer = "square"
# ///
class Equal:
    shape, dtype, ndim = (3,), "float64", 1
    __hash__ = None
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __len__(self): return 3
    def __getattr__(self, name): return self
    def __call__(self, *given, **named): return self
    def __array_ufunc__(self, *given, **named): return np.bool_(True)
    def __array_function__(self, *given, **named): return True


def square(x):
    if isinstance(x, str):
        raise TypeError
    return Equal()
