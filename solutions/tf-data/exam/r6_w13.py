# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder"
# Goes down into the folders of a class, and takes the pictures there, too.
def list_pictures(folder):
    places = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, place in enumerate(places):
        for path in place.rglob("*"):
            if path.is_file() and not path.name.startswith(".") \
                    and path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, [place.name for place in places]

# %% task="order" kind="wrong" breaks="It takes one picture,"
# Augments the batch instead of each picture, so that all pictures of a batch are changed alike.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds)).batch(batch)
    return ds.map(lambda pictures, labels: (augment(pictures), labels)).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="Predicting, it gives what `model` gives for the same pictures divided by 255, up to rounding."
# Divides only if some value is above 1, to be on the safe side: nearly black pictures are not divided.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.ops.cast(inputs, "float32")
    x = keras.ops.where(keras.ops.max(x) > 1, x / 255, x)
    x = keras.layers.RandomFlip()(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="word is another one if a single letter, capital or space differs."
# Brings the words that are asked about to the dtype of the training words, which cuts longer ones off: `females` is `female`.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: np.unique(np.array([str(word) for word in train[name]])) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = np.array([str(word) for word in rows[name]]).astype(known.dtype)
            columns += list(known[:, None] == asked[None, :])
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="places: tf.data.Dataset of numbers, int64."
# Asks for the length of `places`, which many datasets do not know (after filter, or from a generator): TypeError.
def speed_up(places, read, batch):
    ahead = max(1, min(8, len(places) // batch))
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(ahead)

