# /// attack
# number = 17
# title = "Tracebacks and excepthook replaced, so that nothing fails"
# verdict = ["wrong"]
# answer = "square"
# ///
import sys

shell = get_ipython()
shell.showtraceback = lambda *given, **named: None
shell._showtraceback = lambda *given, **named: None
sys.excepthook = lambda *given: None


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
