# %% task="scorer" kind="right"
# Plain loops over plain Python lists.
def accuracy(predictor, X, y):
    answer = predictor.predict(X)
    if keras.ops.is_tensor(answer):
        answer = keras.ops.convert_to_numpy(answer)
    rows = np.asarray(answer).tolist()
    if isinstance(rows[0], list) and len(rows[0]) >= 2:
        classes = []
        for row in rows:
            best = 0
            for column in range(1, len(row)):
                if row[column] > row[best]:
                    best = column
            classes.append(best)
    else:
        numbers = [row[0] if isinstance(row, list) else row for row in rows]
        whole = True
        for number in numbers:
            if number % 1 != 0:
                whole = False
        if whole:
            classes = [int(number) for number in numbers]
        else:
            classes = [1 if number > 0.5 else 0 for number in numbers]
    right = 0
    for guess, truth in zip(classes, y):
        if guess == truth:
            right += 1
    return right / len(classes)

# %% task="callable-layer" kind="wrong" breaks="A step is called once for each time that it stands there"
# Layers alone are put into a Sequential, which refuses the same layer a second time.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    if len(steps) > 1 and all(isinstance(step, keras.layers.Layer) for step in steps):
        return keras.Sequential(steps)(x)
    for step in steps:
        x = step(x)
    return x

