# /// attack
# number = 73
# title = "An exception whose class has a name of blanks"
# verdict = ["error"]
# answer = "square"
# ///
def square(x):
    raise type(" ", (Exception,), {})("")
