# %% task="list" kind="right"
# os.scandir and a loop
import os


def list_pictures(folder):
    with os.scandir(os.fspath(folder)) as entries:
        names = sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        with os.scandir(os.path.join(os.fspath(folder), name)) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not entry.is_file():
                    continue
                if entry.name.lower().endswith((".png", ".jpg", ".jpeg")):
                    paths.append(entry.path)
                    labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="right"
# everything is decoded eagerly when the dataset is made; shuffled batches come from one block
def image_dataset(folder, size, batch):
    height, width = size
    paths, labels, _ = list_pictures(folder)
    block = np.zeros((len(paths), height, width, 3), "float32")
    for place, path in enumerate(paths):
        with open(path, "rb") as file:
            stored = file.read()
        try:
            picture = tf.io.decode_image(stored, channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"no picture: {path}") from None
        block[place] = tf.image.resize(picture, (height, width)).numpy() / 255
    block = np.clip(block, 0, 1)
    pairs = tf.data.Dataset.from_tensor_slices((block, np.array(labels, "int64")))
    return pairs.shuffle(len(paths) + 1).batch(batch)


# %% task="order" kind="right"
# one chain of steps; parallel maps; the shuffle's buffer holds everything
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
        .cache()
        .shuffle(len(ds) + 1, reshuffle_each_iteration=True)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
        .batch(batch)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="right"
# functional model, with the light's range said explicitly
def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    scaled = keras.layers.Rescaling(1 / 255)(raw)
    turned = keras.layers.RandomFlip("horizontal")(scaled)
    lit = keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0))(turned)
    return keras.Model(raw, model(lit))


# %% task="tabular" kind="right"
# a class with __call__, NumPy only
class Features:
    def __init__(self, train):
        self.rulers = {}
        for name in ("age", "fare"):
            column = np.array(train[name], "float64")
            known = column[~np.isnan(column)]
            self.rulers[name] = known.mean(), known.std()
        self.words = {}
        for name in ("sex", "embarked"):
            words = sorted({str(word) for word in train[name]})
            self.words[name] = {word: place for place, word in enumerate(words)}

    def __call__(self, rows):
        parts = []
        for name, (mean, std) in self.rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            scaled = np.where(missing, 0.0, (column - mean) / std)
            parts.append(np.stack([np.clip(scaled, -1e30, 1e30), missing], axis=1))
        for name, places in self.words.items():
            asked = np.asarray(rows[name])
            # the last column stands for all unknown words
            table = np.zeros((len(asked), len(places) + 1))
            for row, word in enumerate(asked):
                table[row, places.get(str(word), len(places))] = 1
            parts.append(table)
        classes = np.asarray(rows["pclass"])
        parts.append((classes[:, None] == np.array([1, 2, 3])).astype("float64"))
        return np.concatenate(parts, axis=1).astype("float32")


def feature_model(train):
    return Features(train)


# %% task="faster" kind="right"
# twelve porters in any order, two trays ahead
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=12, deterministic=False)
    return rows.batch(batch).prefetch(2)
