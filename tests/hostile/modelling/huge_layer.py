# /// attack
# number = 42
# title = "A description of a layer with a million million weights"
# verdict = ["wrong"]
# answer = "line"
# ///
from autograder.worker import model_description
honest = model_description.describe
def describe(model):
    told = honest(model)
    for layer in told["config"]["config"]["layers"]:
        if layer["class_name"] == "Dense":
            layer["config"]["units"] = 1_000_000
    return told
model_description.describe = describe
def line():
    return keras.Sequential([keras.Input((1_000_000,)), keras.layers.Dense(1)])
