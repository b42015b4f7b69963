# /// attack
# number = 66
# title = "A model with a Lambda layer, whose code would travel with it"
# verdict = ["wrong"]
# answer = "line"
# ///
def line():
    return keras.Sequential([keras.Input((1,)), keras.layers.Lambda(lambda x: 2 * x + 1)])
