# /// attack
# number = 44
# title = "A loop that does not end"
# verdict = ["timeout"]
# answer = "square"
# ///
def square(x):
    while True:
        pass
