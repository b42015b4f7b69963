# /// attack
# number = 22
# title = "Our function that describes a model, replaced: nothing that it should give"
# verdict = ["wrong", "error"]
# answer = "line"
# ///
from autograder.worker import model_description
model_description.describe = lambda model: {"config": {"value": {"pass": True}}, "weights": model, "refused": "", "op": "predict"}
def line():
    return [None] * 1000
