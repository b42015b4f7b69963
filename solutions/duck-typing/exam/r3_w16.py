# %% task="scorer" kind="wrong" breaks="`predict` gives an array, a list or a tensor of finite numbers"
def accuracy(predictor, X, y):
    # a list is taken for a list of classes without a look into it
    answer, y = predictor.predict(X), np.asarray(y)
    if isinstance(answer, list) and not isinstance(answer[0], list):
        return sum(one == true for one, true in zip(answer, y.tolist())) / len(y)
    answer = np.asarray(answer)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="protocol" kind="wrong" breaks="Nothing but `isinstance` is asked of the two."
def write_protocols():
    # the mark was set on the first protocol only: `isinstance` with the second raises a TypeError
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner
