# /// attack
# number = 44
# title = "A loop that does not end"
# verdict = ["timeout"]
# answer = true
# ///
def square(x):
    while True:
        pass
