# /// sample
# task = "scorer"
# diagnosis = "A single row of k columns is read as k rows of one number, as by a `squeeze` that drops every axis of length 1. The first axis holds the rows, however few: name the axis that you mean."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.squeeze(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2:
        guess = guess.argmax(axis=1)
    elif np.any(guess != np.round(guess)):
        guess = guess > 0.5
    return float(np.mean(guess == np.asarray(y)))
