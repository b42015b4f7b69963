# /// attack
# number = 15
# title = "A cell's output that looks like a score"
# verdict = ["wrong"]
# answer = "square"
# ///
from IPython.display import display


def square(x):
    print(4.0)
    display(4.0)
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)


4.0
