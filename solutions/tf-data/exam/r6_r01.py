# %% task="list" kind="right"
# plain loops with os.listdir
import os


def list_pictures(folder):
    folder = os.fspath(folder)
    names = []
    for name in os.listdir(folder):
        if not name.startswith(".") and os.path.isdir(os.path.join(folder, name)):
            names.append(name)
    names.sort()
    paths, labels = [], []
    for label in range(len(names)):
        place = os.path.join(folder, names[label])
        for file in os.listdir(place):
            if file.startswith("."):
                continue
            if file.lower().endswith((".png", ".jpg", ".jpeg")) and os.path.isfile(os.path.join(place, file)):
                paths.append(os.path.join(place, file))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="right"
# everything decoded when the dataset is made, in a plain loop
def image_dataset(folder, size, batch):
    height, width = size
    paths, labels, _ = list_pictures(folder)
    pictures = np.zeros((len(paths), height, width, 3), "float32")
    for row, path in enumerate(paths):
        try:
            stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except tf.errors.OpError:
            raise ValueError(f"no picture: {path}") from None
        pictures[row] = tf.image.resize(stored, (height, width)).numpy() / 255
    np.clip(pictures, 0, 1, out=pictures)
    return tf.data.Dataset.from_tensor_slices((pictures, np.array(labels, "int64"))).batch(batch)

# %% task="order" kind="right"
# the usual chain, with parallel calls
def train_pipeline(ds, decode, augment, batch):
    return (ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
            .cache()
            .shuffle(len(ds), reshuffle_each_iteration=True)
            .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
            .batch(batch)
            .prefetch(2))


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4, deterministic=True)
    return ds.batch(batch, drop_remainder=False).prefetch(2)

# %% task="augment-in-model" kind="right"
# functional, uint8 input, flips and a little light
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical", seed=7)(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="right"
# NumPy: columns compared with the words that were learnt
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
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="right"
# sixteen calls at once, first come, first served
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.batch(batch).prefetch(4)

