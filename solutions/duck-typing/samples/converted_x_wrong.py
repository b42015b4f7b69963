# /// sample
# task = "scorer"
# diagnosis = "X does not reach the predictor as it was: a dict arrives as something else. Only the predictor knows what its X is, so hand on X itself."
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
