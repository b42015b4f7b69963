# /// attack
# number = 25
# title = "The hidden checks opened, directly and through .."
# verdict = ["pass"]
# control = true
# ///
import os

for path in (target["checks"], os.path.join(os.getcwd(), "../" * 20 + target["checks"])):
    try:
        open(path).read()
        through()
    except OSError:
        pass
