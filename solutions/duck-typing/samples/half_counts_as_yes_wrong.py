# /// sample
# task = "scorer"
# diagnosis = "You take a probability of exactly 0.5 for class 1. \"Above 0.5\" leaves it out; rare as it is with a network, a model that counts votes says 0.5 every day."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        column = answer.reshape(-1)
        whole = (column == np.round(column)).all()
        classes = column if whole else (column >= 0.5).astype(int)
    return float((classes == np.asarray(y).reshape(-1)).mean())
