# /// attack
# number = 3
# title = "Comparisons replaced in NumPy and in builtins"
# verdict = ["wrong"]
# answer = "square"
# ///
import builtins
import math

agree = lambda *given, **named: True
for name in ("assert_allclose", "assert_array_equal", "assert_equal", "assert_array_almost_equal"):
    setattr(np.testing, name, agree)
np.allclose = np.array_equal = np.isclose = math.isclose = agree


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
