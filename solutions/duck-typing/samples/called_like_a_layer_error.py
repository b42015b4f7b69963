# /// sample
# task = "scorer"
# diagnosis = "You call the predictor itself, as one calls a Keras model; all that is known of it is that it has `predict`."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(predictor(X))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = (guess.ravel() > 0.5).astype(int)
    return float(np.mean(guess == np.asarray(y)))
