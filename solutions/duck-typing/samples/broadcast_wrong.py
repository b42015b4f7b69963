# /// sample
# task = "scorer"
# diagnosis = "You compare an array of shape (n, 1) with one of shape (n,): NumPy then compares each prediction with each label, n × n times; bring both to one shape first."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    elif not np.all(guess == guess.round()):
        guess = (guess > 0.5).astype(int)
    return float((guess == np.asarray(y)).mean())
