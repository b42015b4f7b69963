# /// sample
# task = "scorer"
# diagnosis = "You say more than `predict(X)`: `verbose` and `batch_size` are Keras's own words, and a predictor of five lines does not know them."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X, verbose=0)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = guess.reshape(-1)
        if np.any(guess != np.round(guess)):
            guess = guess > 0.5
    return float(np.mean(guess == np.asarray(y)))
