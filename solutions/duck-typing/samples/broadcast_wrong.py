# /// sample
# task = "scorer"
# diagnosis = "The score is that of n × n comparisons, each prediction with each label. Shapes (n, 1) and (n,) give these when they are compared, so bring both to one shape first."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    elif not np.all(guess == guess.round()):
        guess = (guess > 0.5).astype(int)
    return float((guess == np.asarray(y)).mean())
