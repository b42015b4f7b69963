# /// sample
# task = "scorer"
# diagnosis = "You drop every axis of length 1; with a single row that drops the rows, and its k columns look like k rows: name the axis that you mean."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.squeeze(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2:
        guess = guess.argmax(axis=1)
    elif np.any(guess != np.round(guess)):
        guess = guess > 0.5
    return float(np.mean(guess == np.asarray(y)))
