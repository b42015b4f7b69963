# /// sample
# task = "learn"
# diagnosis = "You return a column of shape (m, 1): compared with labels of shape (m,), NumPy makes a whole table of it, and nothing fits; take the column out."
# ///

# %% task="learn"
def learn_parity(X, y):
    model = small_network(8)
    model.fit(X[:, None] >> np.arange(8) & 1, y, epochs=10, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(x[:, None] >> np.arange(8) & 1, verbose=0)
    return np.where(probability > 0.5, 1, 0)
