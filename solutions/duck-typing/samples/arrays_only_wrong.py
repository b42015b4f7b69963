# /// sample
# task = "scorer"
# diagnosis = "An attribute was asked for that is not there. `predict` may give an array, a list or a tensor, and each has others, so turn its answer into an array first."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = predictor.predict(X)
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = guess.reshape(-1)
        if np.any(guess != np.round(guess)):
            guess = guess > 0.5
    return float(np.mean(guess == np.asarray(y)))
