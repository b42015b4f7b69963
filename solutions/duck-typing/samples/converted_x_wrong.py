# /// sample
# task = "scorer"
# diagnosis = "You convert or measure X before you hand it on; only the predictor knows what its X is, so leave it alone and count the rows of y."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    X = np.asarray(X)
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = guess.reshape(-1)
        if np.any(guess != np.round(guess)):
            guess = guess > 0.5
    return float(np.mean(guess == np.asarray(y)))
