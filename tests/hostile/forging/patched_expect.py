# /// attack
# number = 3
# title = "The comparing functions of the course package replaced"
# verdict = ["wrong"]
# answer = "square"
# ///
import course.expect

for name in ("close", "equal", "holds"):
    setattr(course.expect, name, lambda *given, **named: True)
course.expect.an_array = lambda value, **named: value


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
