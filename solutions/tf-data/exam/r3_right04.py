# %% task="list" kind="right"
# os.walk, stopped at the second floor, and a regular expression
import os
import re


def list_pictures(folder):
    folder = os.fspath(folder)
    picture = re.compile(r"[^.].*[.](png|jpe?g)", re.IGNORECASE | re.DOTALL)
    names, found = [], {}
    for place, folders, files in os.walk(folder, followlinks=True):
        if place == folder:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = sorted(folders)
        else:
            folders[:] = []
            found[os.path.basename(place)] = [os.path.join(place, f) for f in files if picture.fullmatch(f)]
    paths = sum((found.get(name, []) for name in names), [])
    labels = sum(([i] * len(found.get(name, [])) for i, name in enumerate(names)), [])
    return paths, labels, names


# %% task="from-disk" kind="right"
# everything is read at once into memory; a class does the work
def _my_pictures(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


class _Album:
    def __init__(self, folder, size):
        self.size = tuple(int(side) for side in size)
        self.paths, self.labels = _my_pictures(folder)

    def decode(self, path):
        with open(path, "rb") as file:
            content = file.read()
        try:
            return tf.io.decode_image(content, channels=3, dtype=tf.uint8, expand_animations=False)
        except tf.errors.OpError:
            pass
        raise OSError("cannot decode " + Path(path).name)

    def pictures(self):
        result = np.zeros((len(self.paths), *self.size, 3), "float32")
        for row, path in enumerate(self.paths):
            result[row] = tf.image.resize(self.decode(path), self.size, method="area")
        return np.clip(result / np.float32(255), 0, 1)


def image_dataset(folder, size, batch):
    album = _Album(folder, size)
    rows = tf.data.Dataset.from_tensor_slices((album.pictures(), np.array(album.labels, "int16")))
    return rows.batch(batch, drop_remainder=False)


# %% task="order" kind="right"
# the larder is one block that is taken apart again
def train_pipeline(ds, decode, augment, batch):
    size = len(ds)
    with_picture = ds.map(lambda path, label: (decode(path), label))
    larder = with_picture.batch(size).cache().unbatch()
    today = larder.shuffle(size).map(lambda picture, label: (augment(picture), label))
    return today.batch(batch, drop_remainder=False).prefetch(buffer_size=1)


def eval_pipeline(ds, decode, batch):
    def both(path, label):
        return decode(path), label

    return ds.map(both).batch(batch_size=batch, drop_remainder=False)


# %% task="augment-in-model" kind="right"
# a model of layers in front of the model: zoom, shift, contrast, light
def _front(shape):
    """From raw pictures to changed pictures from 0 to 1."""
    layers = keras.layers
    return keras.Sequential([
        layers.Input(shape, dtype="uint8"),
        layers.Rescaling(1.0 / 255),
        layers.RandomTranslation(0.1, 0.1, fill_mode="reflect", interpolation="nearest"),
        layers.RandomZoom((-0.1, 0.1), fill_mode="reflect", interpolation="nearest"),
        layers.RandomBrightness(0.1, value_range=(0.0, 1.0)),
    ])


def with_augmentation(model):
    front = _front(tuple(model.inputs[0].shape[1:]))
    start = keras.Input(front.input_shape[1:], dtype="uint8")
    return keras.Model(start, model(front(start)))


# %% task="tabular" kind="right"
# functional style: each column has its function; missing numbers get -5 in both of their features
def _for_number(values):
    known = np.asarray(values, "float64")
    known = known[np.isfinite(known)]
    middle, spread = np.mean(known), np.std(known)

    def column(values):
        values = np.asarray(values, "float64")
        missing = np.isnan(values)
        scaled = (np.where(missing, middle, values) - middle) / spread
        return np.column_stack([np.where(missing, -5.0, scaled), np.where(missing, -5.0, 5.0)])
    return column


def _for_class(values):
    return lambda values: np.column_stack([np.asarray(values) == 1, np.asarray(values) == 2])


def _for_words(words):
    words = tuple(sorted({str(word) for word in words}))

    def column(rows):
        return np.array([[str(row) == word for word in words] + [str(row) not in words] for row in rows])
    return column


def feature_model(train):
    makers = dict(sex=_for_words, pclass=_for_class, age=_for_number, embarked=_for_words, fare=_for_number)
    columns = {name: make(train[name]) for name, make in makers.items()}
    return lambda rows: np.hstack([column(rows[name]) for name, column in columns.items()]).astype("float32")
