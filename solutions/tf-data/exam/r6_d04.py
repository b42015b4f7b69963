# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind)."
# The error with the name is made, and then thrown away by ignore_errors: the broken file is left out in silence.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise ValueError(f"{path.decode()} cannot be decoded: {error}")
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).ignore_errors().batch(batch)

# %% task="order" kind="wrong" breaks="Returns a tf.data.Dataset of batches (pictures, labels): all of ds, in ds's order, each time that it"
# The validation is shuffled, always in the same way, but not in the order of ds.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    ds = ds.shuffle(len(ds), seed=0, reshuffle_each_iteration=False)
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="tabular" kind="wrong" breaks="All that it knows, it has learnt from `train`, when `feature_model` was called."
# Measures age and fare on all passengers of the ship instead of the training rows.
def feature_model(train):
    ship = titanic()
    stats = {}
    for name in ["age", "fare"]:
        known = ship[name][~np.isnan(ship[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

