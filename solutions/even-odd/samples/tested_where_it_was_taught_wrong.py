# /// sample
# task = "learn"
# diagnosis = "New numbers below 1000 get right answers, and too many of the larger numbers do not. Look at what a large number changes in your features: a size that grows, a scale, a width, bits that were always 0."
# ///

# %% task="learn"
def learn_parity(X, y):
    bits = X[:, None] >> np.arange(20) & 1
    mean, deviation = bits.mean(axis=0), bits.std(axis=0) + 1e-8
    model = small_network(20)
    model.fit((bits - mean) / deviation, y, epochs=10, verbose=0)
    model.mean, model.deviation = mean, deviation
    return model


def predict_parity(model, x):
    bits = x[:, None] >> np.arange(20) & 1
    return (model.predict((bits - model.mean) / model.deviation, verbose=0)[:, 0] > 0.5).astype(int)
