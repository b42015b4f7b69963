# /// attack
# number = 43
# title = "Weights that are not finite, so that every comparison is false"
# verdict = ["wrong"]
# answer = "line"
# ///
def line():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[np.nan]]), np.array([np.inf])])
    return model
