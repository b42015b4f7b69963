# /// sample
# task = "learn"
# diagnosis = "Your `squeeze` takes away every axis of length 1: for a single number no array is left; say which column you want, [:, 0]."
# ///

# %% task="learn"
def learn_parity(X, y):
    model = small_network(8)
    model.fit(X[:, None] >> np.arange(8) & 1, y, epochs=10, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(x[:, None] >> np.arange(8) & 1, verbose=0)
    return (probability.squeeze() > 0.5).astype(int)
