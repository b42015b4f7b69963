# %% task="list" kind="wrong" breaks="for each path, in the same order, a Python int"
# believed: a number from NumPy is a Python int
import os


def list_pictures(folder):
    names = sorted(e.name for e in os.scandir(folder) if e.is_dir() and not e.name.startswith("."))
    per_class = [
        [
            e.path for e in os.scandir(os.path.join(folder, name))
            if e.is_file() and not e.name.startswith(".")
            and e.name.lower().endswith((".png", ".jpg", ".jpeg"))
        ]
        for name in names
    ]
    paths = [path for part in per_class for path in part]
    labels = list(np.repeat(np.arange(len(names)), [len(part) for part in per_class]))
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Of a grey picture all three channels are alike."
# believed: stacking a picture three times and keeping three channels does for any number of channels
import os


def image_dataset(folder, size, batch):
    names = sorted(e.name for e in os.scandir(folder) if e.is_dir() and not e.name.startswith("."))
    files = [
        (e.path, label) for label, name in enumerate(names)
        for e in os.scandir(os.path.join(folder, name))
        if e.is_file() and not e.name.startswith(".")
        and e.name.lower().endswith((".png", ".jpg", ".jpeg"))
    ]
    height, width = size

    def read(path):
        path = path.numpy().decode()
        with open(path, "rb") as file:
            content = file.read()
        try:
            stored = tf.io.decode_image(content, expand_animations=False).numpy()
        except Exception:
            raise ValueError(f"{path} cannot be decoded") from None
        coloured = np.dstack([stored] * 3)[..., :3]
        return tf.image.resize(coloured, (height, width)) / 255

    def load(path, label):
        return tf.ensure_shape(tf.py_function(read, [path], tf.float32), (height, width, 3)), label

    paths = tf.constant([path for path, _ in files], tf.string)
    labels = tf.constant([label for _, label in files], tf.int64)
    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)


# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# believed: decoding once means decoding when the pipeline is made
def train_pipeline(ds, decode, augment, batch):
    decoded = list(ds.map(lambda path, label: (decode(path), label)))
    pictures = tf.stack([picture for picture, _ in decoded])
    labels = tf.stack([label for _, label in decoded])
    ready = tf.data.Dataset.from_tensor_slices((pictures, labels)).shuffle(len(decoded))
    return ready.map(lambda x, y: (augment(x), y)).batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(2)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    raw = keras.Input(model.inputs[0].shape[1:], dtype="uint8", name="raw")
    front = [
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomBrightness(0.15, value_range=(0.0, 1.0)),
    ]
    x = raw
    for layer in front:
        x = layer(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="right"
def feature_model(train):
    known = {n: np.asarray(train[n], "float64")[~np.isnan(train[n])] for n in ("age", "fare")}
    ruler = {n: (v.mean(), v.std()) for n, v in known.items()}
    vocabulary = {n: np.unique(np.asarray(train[n]).astype(str)) for n in ("sex", "embarked")}

    def features(rows):
        parts = []
        for n, (mean, std) in ruler.items():
            x = np.asarray(rows[n], "float64")
            gap = np.isnan(x)
            parts.append(np.stack([np.where(gap, 0, (x - mean) / std), gap], axis=1))
        for n, words in vocabulary.items():
            parts.append(np.asarray(rows[n]).astype(str)[:, None] == words)
        parts.append(np.asarray(rows["pclass"])[:, None] == np.array([1, 2, 3]))
        return np.concatenate(parts, axis=1, dtype="float32", casting="unsafe")

    return features


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
# believed: all is fastest if it lies in memory before the first batch is asked for
def speed_up(places, read, batch):
    rows = list(as_written(places.map(read, num_parallel_calls=16)))
    return tf.data.Dataset.from_tensor_slices(tf.stack(rows)).batch(batch).prefetch(2)
