# %% task="list" kind="right"
# style: os.scandir and plain loops
def list_pictures(folder):
    import os
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name[0] != ".":
                names.append(entry.name)
    names.sort()
    paths = []
    labels = []
    for label in range(len(names)):
        with os.scandir(os.path.join(folder, names[label])) as entries:
            for entry in entries:
                ending = os.path.splitext(entry.name)[1].lower()
                if entry.name[0] != "." and entry.is_file() and ending in (".png", ".jpg", ".jpeg"):
                    paths.append(entry.path)
                    labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="right"
# style: numpy_function that names the file, area resizing, shuffled paths
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)

    def stored(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False).numpy()
        except Exception as error:
            raise ValueError(f"cannot decode {name}: {error}")
        return picture

    def load(path, label):
        picture = tf.numpy_function(stored, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.cast(picture, tf.float32) / 255
        picture = tf.image.resize(picture, size, method="area")
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    ds = ds.shuffle(max(1, len(paths)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="right"
# style: one chain, no parallel calls, the buffer as long as the dataset
def train_pipeline(ds, decode, augment, batch):
    return (ds
            .map(lambda path, label: (decode(path), label))
            .cache()
            .shuffle(max(1, len(ds)), reshuffle_each_iteration=True)
            .map(lambda picture, label: (augment(picture), label))
            .batch(batch, drop_remainder=False)
            .prefetch(1))


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch)


# %% task="augment-in-model" kind="right"
# style: Sequential with the model inside, colours last, ranges said
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal_and_vertical"),
        keras.layers.RandomTranslation(0.1, 0.1, fill_mode="nearest"),
        keras.layers.RandomBrightness(0.2, value_range=(0, 1)),
        model,
    ])


# %% task="tabular" kind="right"
# style: closure in NumPy, one-hot by comparison in a block, unknown words in a column of their own
def feature_model(train):
    def ruler(column):
        column = np.asarray(column, "float64")
        known = column[np.isfinite(column)]
        mean, deviation = (known.mean(), known.std()) if known.size else (0.0, 1.0)
        return mean, max(deviation, 1e-6)

    def dictionary(column):
        return np.array(sorted({str(word) for word in column if str(word)}), dtype=object)

    rulers = {name: ruler(train[name]) for name in ("age", "fare")}
    known_words = {name: dictionary(train[name]) for name in ("sex", "embarked")}

    def number(name, column):
        column = np.asarray(column, "float64")
        hole = ~np.isfinite(column)
        mean, deviation = rulers[name]
        return np.column_stack([np.where(hole, mean, column) / deviation - mean / deviation, hole])

    def word(name, column):
        column = np.array([str(entry) for entry in column], dtype=object)
        block = column[:, None] == known_words[name][None, :]
        return np.column_stack([block, ~block.any(axis=1)])

    def features(rows):
        blocks = [number(name, rows[name]) for name in ("age", "fare")]
        blocks += [np.asarray(rows["pclass"])[:, None] == [[1, 2, 3]]]
        blocks += [word(name, rows[name]) for name in ("sex", "embarked")]
        return np.concatenate(blocks, axis=1).astype("float32")

    return features


# %% task="faster" kind="right"
# style: the usual chain, in order, twelve porters
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=12).batch(batch).prefetch(4)
