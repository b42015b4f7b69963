# /// sample
# task = "learn"
# diagnosis = "Your model is shown one column, the number itself, moved or scaled. Along the number line the answer changes at every step, and layers like Dense hardly follow that; show it other features."
# ///

# %% task="learn"
def learn_parity(X, y):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile("adam", "binary_crossentropy")
    model.fit(X[:, None] / 1000, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    return (keras.ops.convert_to_numpy(model(x[:, None] / 1000))[:, 0] > 0.5).astype(int)
