# %% task="list" kind="wrong" breaks="a Python int: the place of its class"
# The labels come out of NumPy as np.int64, and are never made Python ints.
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, classes = [], []
    for name in names:
        for path in Path(folder, name).iterdir():
            if path.is_file() and not path.name.startswith(".") \
                    and path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                classes.append(names.index(name))
    return paths, list(np.array(classes, dtype="int64")), names

# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once, anew, by itself."
# Tosses a coin for each picture: half of them are not augmented at all.
def train_pipeline(ds, decode, augment, batch):
    def season(picture, label):
        return tf.cond(tf.random.uniform(()) < 0.5, lambda: augment(picture), lambda: picture), label

    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    return ds.shuffle(len(ds)).map(season).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5, and"
# Strong dropout of pixels: what is left is multiplied by 2, so bright pixels become 2.
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip(),
        keras.layers.Dropout(0.5),
        model,
    ])

# %% task="tabular" kind="wrong" breaks="when `train` changes later, or when `feature_model` is called again."
# Measures age and fare only when it is asked, from the `train` that it has kept: changes there come through.
def feature_model(train):
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            known = train[name][~np.isnan(train[name])].astype("float64")
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - known.mean()) / known.std()), missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="If `read` raises an error, it reaches you when you take batches. No place is left out in silence."
# A reading that fails is left out without a word.
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).ignore_errors().batch(batch).prefetch(2)

