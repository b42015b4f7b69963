# /// sample
# task = "learn"
# diagnosis = "For a single number no array is left, as after a `squeeze`, which takes away every axis of length 1. Say which column you want, [:, 0], and one axis stays."
# ///

# %% task="learn"
def learn_parity(X, y):
    model = small_network(8)
    model.fit(X[:, None] >> np.arange(8) & 1, y, epochs=10, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(x[:, None] >> np.arange(8) & 1, verbose=0)
    return (probability.squeeze() > 0.5).astype(int)
