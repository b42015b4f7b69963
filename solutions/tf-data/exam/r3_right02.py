# %% task="list" kind="right"
# os.scandir, a comprehension, absolute paths, and the reverse order
import os


def list_pictures(folder):
    with os.scandir(folder) as entries:
        names = sorted(e.name for e in entries if e.is_dir() and e.name[0] != ".")
    found = [(os.path.abspath(os.path.join(folder, name, file)), place)
             for place, name in enumerate(names)
             for file in os.listdir(os.path.join(folder, name))
             if file[0] != "." and os.path.splitext(file)[1].lower() in {".png", ".jpg", ".jpeg"}]
    found = [(path, place) for path, place in reversed(found) if os.path.isfile(path)]
    return [path for path, _ in found], [place for _, place in found], names


# %% task="from-disk" kind="right"
# tests every file when the dataset is made; pure tensor operations afterwards, and the nearest point
def _found_pictures(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


def image_dataset(folder, size, batch):
    paths, labels = _found_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            broken = path
            break
    else:
        broken = None
    if broken is not None:
        raise ValueError("This file cannot be decoded: " + broken)

    def load(path, label):
        stored = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        stored = tf.image.resize(stored, size, method="nearest")
        stored.set_shape((size[0], size[1], 3))
        return tf.image.convert_image_dtype(stored, tf.float32), label

    table = tf.constant(paths, tf.string, shape=(len(paths),)), np.array(labels, "int32")
    return tf.data.Dataset.from_tensor_slices(table).map(load).batch(batch)


# %% task="order" kind="right"
# batch first, augment each picture of the batch by map_fn, and prefetch; validation is cached
def _each(function, picture_first):
    """Apply a function to the picture of a pair, and leave the label."""
    return lambda picture, label: (function(picture), label)


def train_pipeline(ds, decode, augment, batch):
    def augment_batch(pictures):
        return tf.map_fn(augment, pictures, fn_output_signature=tf.float32)

    pictures = ds.map(_each(decode, True)).cache()
    pictures = pictures.shuffle(buffer_size=5000, reshuffle_each_iteration=True)
    return pictures.batch(batch).map(_each(augment_batch, True)).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(_each(decode, True), num_parallel_calls=4, deterministic=True).cache().batch(batch).prefetch(2)


# %% task="augment-in-model" kind="right"
# a Sequential model with the given one as its last layer; geometry first, on 0 to 255, and a float input
def with_augmentation(model):
    height, width, channels = model.input_shape[1:]
    return keras.Sequential([
        keras.Input((height, width, channels)),
        keras.layers.RandomRotation(0.05, fill_mode="nearest"),
        keras.layers.RandomBrightness([-0.15, 0.15]),
        keras.layers.Rescaling(scale=1 / 255.0, offset=0.0),
        model,
    ])


# %% task="tabular" kind="right"
# a class that goes row by row, with a column of its own for unknown words, and one for each of pclass 1, 2, 3
import math


class _Clerk:
    def __init__(self, train):
        self.middle, self.spread, self.words = {}, {}, {}
        for name in ("age", "fare"):
            known = [float(value) for value in train[name] if not math.isnan(value)]
            self.middle[name] = math.fsum(known) / len(known)
            squares = math.fsum((value - self.middle[name]) ** 2 for value in known)
            self.spread[name] = math.sqrt(squares / len(known))
        for name in ("sex", "embarked"):
            self.words[name] = list(dict.fromkeys(str(word) for word in train[name]))

    def number(self, name, value):
        if math.isnan(value):
            return [0.0, 1.0]
        return [(float(value) - self.middle[name]) / self.spread[name], -1.0]

    def word(self, name, word):
        row = [0.0] * (len(self.words[name]) + 1)
        row[self.words[name].index(word) if word in self.words[name] else -1] = 1.0
        return row

    def __call__(self, rows):
        table = []
        for age, fare, pclass, sex, port in zip(*(rows[n] for n in ("age", "fare", "pclass", "sex", "embarked"))):
            table.append(self.number("age", age) + self.number("fare", fare)
                         + [float(pclass == c) for c in (1, 2, 3)]
                         + self.word("sex", str(sex)) + self.word("embarked", str(port)))
        return np.array(table, dtype=np.float32)


def feature_model(train):
    return _Clerk(train)


# %% task="faster" kind="right"
# in order, with a cautious helper for the ready batches
def _ready(dataset, trays):
    return dataset.prefetch(buffer_size=trays)


def speed_up(places, read, batch):
    porters = 16
    numbers = places.map(read, num_parallel_calls=porters, deterministic=True)
    trays = numbers.batch(batch, drop_remainder=False)
    return _ready(trays, 1)
