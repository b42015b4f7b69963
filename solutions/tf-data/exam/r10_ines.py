# %% task="list" kind="wrong" breaks="Files whose names begin with a dot are skipped."
# believed: only hidden folders are to be left out; a file that ends in .png is a picture (._01.png of a Mac is forgotten)
PICTURE_ENDINGS = {".png", ".jpg", ".jpeg"}


def list_pictures(folder):
    classes = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, place in enumerate(classes):
        for file in place.iterdir():
            if file.is_file() and file.suffix.lower() in PICTURE_ENDINGS:
                paths.append(str(file))
                labels.append(label)
    return paths, labels, [p.name for p in classes]


# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# believed: a generator can be handed over and starts from the beginning whenever somebody loops again
def find_files(folder):
    classes = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    return [(file, label) for label, place in enumerate(classes) for file in sorted(place.iterdir())
            if file.is_file() and not file.name.startswith(".")
            and file.suffix.lower() in {".png", ".jpg", ".jpeg"}]


def image_dataset(folder, size, batch):
    def pictures():
        for file, label in find_files(folder):
            try:
                image = tf.io.decode_image(file.read_bytes(), channels=3, expand_animations=False)
            except tf.errors.InvalidArgumentError:
                raise ValueError(f"not a picture: {file.name}") from None
            yield tf.image.resize(image, size) / 255.0, label

    generator = pictures()
    signature = (tf.TensorSpec((size[0], size[1], 3), tf.float32), tf.TensorSpec((), tf.int32))
    return tf.data.Dataset.from_generator(lambda: generator, output_signature=signature).batch(batch)


# %% task="order" kind="wrong" breaks="all of ds, in ds's order, each time that it is gone through."
# believed: deterministic=False only makes it faster; the order is decided by shuffle alone
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label),
               num_parallel_calls=tf.data.AUTOTUNE, deterministic=False)
        .cache()
        .shuffle(len(ds))
        .map(lambda picture, label: (augment(picture), label),
             num_parallel_calls=tf.data.AUTOTUNE, deterministic=False)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


def eval_pipeline(ds, decode, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8, deterministic=False)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


# %% task="augment-in-model" kind="wrong" breaks="its layers connected in any way."
# believed: a model is its list of layers, one after the other
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.1)(x)
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = layer(x)
    return keras.Model(inputs, x)


# %% task="tabular" kind="right"
class NumberColumn:
    """A number: standardised, and a second column that says that it is missing."""

    def __init__(self, values):
        known = np.array([float(v) for v in values if not np.isnan(v)])
        if len(known) == 0:
            raise ValueError("a column of numbers needs known values")
        self.mean = known.mean()
        self.spread = known.std()
        if not self.spread > 0:
            raise ValueError("the known values are all alike")

    def features(self, values):
        values = np.array(values, dtype="float64", copy=True)
        missing = np.isnan(values)
        values[missing] = self.mean
        return [(values - self.mean) / self.spread, missing.astype("float64")]


class WordColumn:
    """A word: one column for each known word, and one for all others."""

    def __init__(self, words):
        self.places = {}
        for word in words:
            self.places.setdefault(str(word), len(self.places))

    def features(self, words):
        hot = np.zeros((len(self.places) + 1, len(words)))
        for row, word in enumerate(words):
            hot[self.places.get(str(word), len(self.places)), row] = 1.0
        return list(hot)


class ClassColumn:
    def features(self, values):
        return [np.asarray(values, dtype="float64") - 2.0]


def feature_model(train):
    for name in COLUMNS:
        if name not in train:
            raise ValueError(f"train lacks the column {name}")
    parts = {
        "age": NumberColumn(train["age"]),
        "fare": NumberColumn(train["fare"]),
        "pclass": ClassColumn(),
        "sex": WordColumn(train["sex"]),
        "embarked": WordColumn(train["embarked"]),
    }

    def model(rows):
        columns = []
        for name, part in parts.items():
            columns.extend(part.features(rows[name]))
        table = np.stack(columns, axis=1).astype("float32")
        assert np.isfinite(table).all()
        return table

    return model


# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too: without any training, an epoch takes at most a third of the time, however large or small a batch is."
# believed: one porter for each tray is enough: several batches are on their way at a time
def speed_up(places, read, batch):
    def one_tray(window):
        return window.map(read).batch(batch)

    return (places.window(batch)
                  .interleave(one_tray, cycle_length=16, num_parallel_calls=16)
                  .prefetch(2))
