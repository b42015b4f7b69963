# %% task="list" kind="right"
# os.scandir with helpers
import os


def _is_picture(entry):
    hidden = entry.name[0] == "."
    ending = os.path.splitext(entry.name)[1].lower()
    return not hidden and entry.is_file() and ending in {".png", ".jpg", ".jpeg"}


def list_pictures(folder):
    with os.scandir(folder) as entries:
        classes = {entry.name: entry.path for entry in entries if entry.is_dir() and entry.name[0] != "."}
    names = sorted(classes)
    found = []
    for name in reversed(names):
        with os.scandir(classes[name]) as entries:
            found.extend((os.fspath(entry.path), names.index(name)) for entry in entries if _is_picture(entry))
    return [path for path, _ in found], [label for _, label in found], names

# %% task="from-disk" kind="right"
# all pictures are read by PIL into one array
def image_dataset(folder, size, batch):
    from PIL import Image

    height, width = size
    paths, labels, _ = list_pictures(folder)
    pictures = np.zeros((len(paths), height, width, 3), "float32")
    for place, path in enumerate(paths):
        try:
            with Image.open(path) as stored:
                stored.load()
                colour = stored.convert("RGB")
        except Exception:
            raise RuntimeError("no picture: " + path) from None
        pictures[place] = np.asarray(colour.resize((width, height), Image.BILINEAR), "float32") / 255
    return tf.data.Dataset.from_tensor_slices((pictures, np.array(labels, "int64"))).batch(batch)

# %% task="order" kind="right"
# a class that holds the steps; the buffer is as large as any dataset can be; augmented before the shuffle
class _Kitchen:
    def __init__(self, ds, decode):
        self.raw = ds.map(lambda path, label: (decode(path), label))

    def serve(self, ds, batch):
        return ds.batch(batch, drop_remainder=False)


def train_pipeline(ds, decode, augment, batch):
    kitchen = _Kitchen(ds, decode)
    fresh = kitchen.raw.cache().map(lambda picture, label: (augment(picture), label))
    return kitchen.serve(fresh.shuffle(5000, reshuffle_each_iteration=True), batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    kitchen = _Kitchen(ds, decode)
    return kitchen.serve(kitchen.raw.cache(), batch)

# %% task="augment-in-model" kind="right"
# a little Gaussian noise is a change, too
def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8", name="raw_pictures")
    scaled = keras.layers.Rescaling(scale=1.0 / 255, name="scale_pictures")(raw)
    noisy = keras.layers.GaussianNoise(0.05, name="noise_on_pictures")(scaled)
    return keras.Model(inputs=raw, outputs=model(noisy))

# %% task="tabular" kind="right"
# a class; quartile columns besides the scaled number; pclass as columns
class _Number:
    def __init__(self, column):
        known = np.array(column, dtype="float64")
        known = known[np.isfinite(known)]
        self.mean, self.deviation = float(known.mean()), float(known.std())
        self.limits = np.quantile(known, [0.25, 0.5, 0.75])

    def __call__(self, column):
        values = np.array(column, dtype="float64")
        missing = np.isnan(values)
        filled = np.where(missing, self.mean, values)
        bins = np.eye(4)[np.digitize(filled, self.limits)]
        scaled = np.clip((filled - self.mean) / self.deviation, -1e6, 1e6)
        return np.column_stack([scaled, bins, missing])


class _Words:
    def __init__(self, column):
        self.places = {}
        for word in column:
            self.places.setdefault(str(word), len(self.places) + 1)

    def __call__(self, column):
        table = np.zeros((len(column), len(self.places) + 1))
        for row, word in enumerate(column):
            table[row, self.places.get(str(word), 0)] = 1
        return table


class _Passengers:
    def __init__(self, train):
        self.parts = {"age": _Number(train["age"]), "fare": _Number(train["fare"]),
                      "sex": _Words(train["sex"]), "embarked": _Words(train["embarked"])}

    def __call__(self, rows):
        tables = [part(rows[name]) for name, part in self.parts.items()]
        tables.append(np.asarray(rows["pclass"])[:, None] == np.array([1, 2, 3]))
        return np.concatenate(tables, axis=1).astype(np.float32)


def feature_model(train):
    return _Passengers(train)

# %% task="faster" kind="right"
# any order, rows made ready before the batch, batches after it
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False).prefetch(8)
    return rows.batch(batch).prefetch(3)
