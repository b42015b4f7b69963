# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="that size: nothing is cut off, no border is added."
# Keeps the proportions, and fills up with a black border.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise ValueError(f"{path.decode()} cannot be decoded: {error}")
        return tf.image.resize_with_pad(picture, size[0], size[1]).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="order" kind="wrong" breaks="Each epoch has an order of its own, as random as if it were the first."
# The order is drawn once, when the pipeline is made, and kept.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds), reshuffle_each_iteration=False)
    return ds.map(lambda picture, label: (augment(picture), label)).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="tabular" kind="wrong" breaks="Returns a Keras model or a function. It is called with such a dict, of any m rows, m ≥ 1;"
# Squeezes the table at the end: of a single row comes (k,) instead of (1, k).
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
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
        return np.squeeze(np.stack([np.asarray(column, "float32") for column in columns], axis=1))

    return features

