# %% task="list" kind="right"
# os.walk, one level deep, absolute paths, the pictures backwards through the classes
import os


def list_pictures(folder):
    top = os.path.abspath(folder)
    names = sorted(name for name in next(os.walk(top))[1] if name[0] != ".")
    paths, labels = [], []
    for label, name in reversed(list(enumerate(names))):
        place, _, files = next(os.walk(os.path.join(top, name)))
        good = [file for file in files
                if file[0] != "." and os.path.splitext(file)[1].lower() in {".png", ".jpg", ".jpeg"}]
        paths.extend(os.path.join(place, file) for file in good)
        labels.extend([label] * len(good))
    return paths, labels, names

# %% task="from-disk" kind="right"
# read in parallel inside map, the decoding wrapped up in tf.numpy_function, the resizing to the nearest pixel
import os


def image_dataset(folder, size, batch):
    size = (int(size[0]), int(size[1]))
    paths, labels, _ = list_pictures(folder)

    def decode(path):
        name = os.fsdecode(path)
        with open(name, "rb") as file:
            content = file.read()
        try:
            return tf.io.decode_image(content, channels=3, expand_animations=False).numpy()
        except Exception as error:
            raise ValueError(f"the file {name} cannot be decoded: {error}")

    def load(path, label):
        picture = tf.numpy_function(decode, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.image.resize(picture, size, method="nearest")
        return tf.cast(picture, tf.float32) / 255.0, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=4).batch(batch).prefetch(1)

# %% task="order" kind="right"
# each batch is augmented picture by picture with tf.map_fn; the buffer is larger than needed
def train_pipeline(ds, decode, augment, batch):
    def season(pictures, labels):
        return tf.map_fn(augment, pictures), labels

    trays = ds.map(lambda path, label: (decode(path), label)).cache().shuffle(5000).batch(batch)
    return trays.map(season).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch)

# %% task="augment-in-model" kind="right"
# the shortest: Sequential, float input, noise as the only change
def with_augmentation(model):
    return keras.Sequential([keras.Input(model.input_shape[1:]), keras.layers.Rescaling(1 / 255),
                             keras.layers.GaussianNoise(0.05), model])

# %% task="tabular" kind="right"
# a method of an instance, row by row in plain Python; a column for unknown words
class Passengers:
    def __init__(self, train):
        self.middle, self.places = {}, {}
        for name in ("age", "fare"):
            values = [float(value) for value in train[name]]
            known = [value for value in values if value == value]
            mean = sum(known) / len(known)
            deviation = (sum((value - mean) ** 2 for value in known) / len(known)) ** 0.5
            self.middle[name] = (mean, deviation)
        for name in ("sex", "embarked"):
            self.places[name] = {}
            for word in train[name]:
                self.places[name].setdefault(str(word), 1 + len(self.places[name]))

    def number(self, name, value):
        mean, deviation = self.middle[name]
        return [0.0, 1.0] if value != value else [(value - mean) / deviation, 0.0]

    def word(self, name, word):
        row = [0.0] * (1 + len(self.places[name]))
        row[self.places[name].get(str(word), 0)] = 1.0
        return row

    def table(self, rows):
        lines = []
        for i in range(len(rows["age"])):
            row = [float(rows["pclass"][i]) - 2.0]
            for name in ("sex", "embarked"):
                row += self.word(name, rows[name][i])
            for name in ("age", "fare"):
                row += self.number(name, float(rows[name][i]))
            lines.append(row)
        return tf.constant(lines, tf.float32)


def feature_model(train):
    return Passengers(train).table

# %% task="faster" kind="right"
# twelve calls at once, in order, the numbers fetched ahead as well
def speed_up(places, read, batch):
    def shaped(place):
        return tf.ensure_shape(read(place), (4,))

    porters = min(12, 4 + 8)
    ds = places.prefetch(8).map(shaped, num_parallel_calls=porters, deterministic=True)
    return ds.batch(batch, drop_remainder=False).prefetch(buffer_size=1)

