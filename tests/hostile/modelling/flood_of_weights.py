# /// attack
# number = 41
# title = "A description with a gigabyte of weights"
# verdict = ["memory", "error", "wrong"]
# answer = "line"
# ///
from autograder.worker import model_description
model_description.describe = lambda model: {"config": {}, "weights": [np.zeros(1 << 24)] * 8}
def line():
    return 1
