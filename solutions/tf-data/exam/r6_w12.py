# %% task="list" kind="wrong" breaks="the names of the classes, in the order of `sorted`."
# Sorts as a telephone book does, without regard to capitals: `Zebra` comes after `ape`.
def list_pictures(folder):
    names = sorted((p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")),
                   key=str.lower)
    found = [(str(path), label) for label, name in enumerate(names) for path in Path(folder, name).iterdir()
             if path.is_file() and not path.name.startswith(".")
             and path.suffix.lower() in (".png", ".jpg", ".jpeg")]
    return [path for path, _ in found], [label for _, label in found], names

# %% task="order" kind="right"
# Label corrected from "wrong": a cache that knows its length is whole with its last picture; decoded once (tried, also without the default optimizations).
# take behind the cache stops before the cache has seen the end, so it is thrown away, and each epoch decodes again.
def train_pipeline(ds, decode, augment, batch):
    number = len(ds)
    ds = ds.map(lambda path, label: (decode(path), label)).cache().take(number)
    ds = ds.shuffle(number).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="`model` alone still gives what it gave."
# A Sequential is rebuilt in place: the scaling and the flips are then in `model` itself.
def with_augmentation(model):
    front = [keras.layers.Rescaling(1 / 255), keras.layers.RandomFlip(),
             keras.layers.RandomBrightness(0.1, value_range=(0, 1))]
    if isinstance(model, keras.Sequential):
        layers = list(model.layers)
        while model.layers:
            model.pop()
        for layer in front + layers:
            model.add(layer)
        return model
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = inputs
    for layer in front:
        x = layer(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="Each column of features tells of one of the five columns and of no other."
# One list of words for sex and embarked together, in shared columns: a word there may come from either.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = sorted({str(word) for name in ["sex", "embarked"] for word in train[name]})

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        pairs = [{str(sex), str(port)} for sex, port in zip(rows["sex"], rows["embarked"])]
        columns += [[word in pair for pair in pairs] for word in words]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="If `read` raises an error, it reaches you when you take batches. No place is left out in silence."
# A generator hands the rows on, and takes any error for the end: the rest is left out in silence.
def speed_up(places, read, batch):
    options = tf.data.Options()
    options.threading.private_threadpool_size = 16
    rows = places.map(read, num_parallel_calls=16).with_options(options)

    def hand_on():
        porter = iter(rows)
        while True:
            try:
                row = next(porter)
            except Exception:
                return
            yield row

    signature = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(hand_on, output_signature=signature).batch(batch).prefetch(2)

