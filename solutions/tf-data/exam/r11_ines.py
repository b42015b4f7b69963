# %% task="list" kind="right"
import os


class Larder:
    """One folder with a folder for each class."""

    ENDINGS = (".png", ".jpg", ".jpeg")

    def __init__(self, folder):
        self.folder = os.fspath(folder)
        if not os.path.isdir(self.folder):
            raise NotADirectoryError(self.folder)

    @staticmethod
    def visible(place):
        with os.scandir(place) as entries:
            return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)

    def classes(self):
        return [entry.name for entry in self.visible(self.folder) if entry.is_dir()]

    def pictures(self, name):
        place = os.path.join(self.folder, name)
        return [entry.path for entry in self.visible(place)
                if entry.is_file() and entry.name.lower().endswith(self.ENDINGS)]


def list_pictures(folder):
    larder = Larder(folder)
    names = larder.classes()
    paths = []
    labels = []
    for label, name in enumerate(names):
        found = larder.pictures(name)
        paths.extend(found)
        labels.extend([label] * len(found))
    assert len(paths) == len(labels)
    return paths, labels, names


# %% task="from-disk" kind="right"
class NotAPicture(ValueError):
    pass


def image_dataset(folder, size, batch):
    height, width = (int(number) for number in size)
    paths, labels, _ = list_pictures(folder)

    def open_one(path_tensor):
        path = path_tensor.numpy().decode("utf-8")
        with open(path, "rb") as file:
            content = file.read()
        try:
            picture = tf.io.decode_image(content, channels=3, expand_animations=False)
        except Exception:
            raise NotAPicture(f"cannot decode the file {path}") from None
        picture = tf.image.resize(tf.cast(picture, tf.float32), (height, width), antialias=True)
        return tf.clip_by_value(picture / 255.0, 0.0, 1.0)

    def load(path, label):
        picture = tf.py_function(open_one, inp=[path], Tout=tf.float32)
        picture.set_shape((height, width, 3))
        return picture, label

    table = tf.constant(paths, dtype=tf.string), tf.constant(labels, dtype=tf.int64)
    return tf.data.Dataset.from_tensor_slices(table).map(load).batch(batch)


# %% task="order" kind="right"
class Belt:
    def __init__(self, ds, decode):
        self.count = len(ds)
        self.steps = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)

    def remember(self):
        self.steps = self.steps.cache()
        return self

    def mix(self):
        self.steps = self.steps.shuffle(self.count, reshuffle_each_iteration=True)
        return self

    def season(self, augment):
        self.steps = self.steps.map(lambda picture, label: (augment(picture), label))
        return self

    def serve(self, batch):
        return self.steps.batch(batch, drop_remainder=False).prefetch(2)


def train_pipeline(ds, decode, augment, batch):
    return Belt(ds, decode).remember().mix().season(augment).serve(batch)


def eval_pipeline(ds, decode, batch):
    return Belt(ds, decode).serve(batch)


# %% task="augment-in-model" kind="wrong" breaks="each picture of a batch is changed in a way of its own"
# believed: a noise shape that begins with 1 means one mask for each picture
def with_augmentation(model):
    height, width, channels = model.inputs[0].shape[1:]
    inputs = keras.Input((height, width, channels), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Dropout(0.1, noise_shape=(1, height, width, 1))(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="right"
class Encoder:
    """Remembers what was measured, and turns rows into features."""

    def __init__(self, train):
        self.means = {}
        self.deviations = {}
        self.places = {}
        for name in ("age", "fare"):
            known = [float(value) for value in train[name] if not np.isnan(value)]
            mean = sum(known) / len(known)
            self.means[name] = mean
            self.deviations[name] = (sum((v - mean) ** 2 for v in known) / len(known)) ** 0.5
        for name in ("sex", "embarked"):
            self.places[name] = {}
            for word in train[name]:
                self.places[name].setdefault(str(word), len(self.places[name]) + 1)

    def number(self, name, value):
        if np.isnan(value):
            return [0.0, 1.0]
        return [(float(value) - self.means[name]) / self.deviations[name], 0.0]

    def word(self, name, word):
        one_hot = [0.0] * (len(self.places[name]) + 1)
        one_hot[self.places[name].get(str(word), 0)] = 1.0
        return one_hot

    def encode(self, rows):
        table = []
        for i in range(len(rows["age"])):
            row = []
            for name in ("age", "fare"):
                row += self.number(name, rows[name][i])
            for name in ("sex", "embarked"):
                row += self.word(name, rows[name][i])
            row.append(float(rows["pclass"][i]))
            table.append(row)
        return np.array(table, dtype="float32")


def feature_model(train):
    return Encoder(train).encode


# %% task="faster" kind="wrong" breaks="No place is left out in silence."
# believed: what cannot be read is better left out than let it stop the training
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16)
    rows = rows.ignore_errors()
    return rows.batch(batch).prefetch(2)
