# %% task="list" kind="wrong" breaks="Each folder inside is a *class*; a class's *label* is its place in the sorted list of classes"
# names come from the pictures found, so a class that has no picture (yet) disappears and the others move up
def list_pictures(folder):
    found = []
    for path in Path(folder).glob("*/*"):
        if path.name.startswith(".") or path.parent.name.startswith(".") or not path.is_file():
            continue
        if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
            found.append((path.parent.name, str(path)))
    names = sorted({name for name, _ in found})
    found.sort()
    return [path for _, path in found], [names.index(name) for name, _ in found], names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind) with its name in the message"
# only the first bytes of each file are looked at: a file that begins well and is cut off fails without a name
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)
    for path in paths:
        head = Path(path).read_bytes()[:8]
        if not head.startswith((bytes([137]) + b"PNG\r\n" + bytes([26, 10]), bytes([255, 216, 255]))):
            raise ValueError(f"{path} is no picture")

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(tf.cast(picture, tf.float32) / 255, size), label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="every picture once, with its own label"
# the cache is one file for all pipelines: a second pipeline serves the pictures of the first
import tempfile

larder = Path(tempfile.mkdtemp(), "decoded")


def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache(str(larder))
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="It is saved and loaded as one file: `keras.models.load_model` needs nothing else"
# a layer of the notebook's own, registered: another process, without this cell, cannot load the file
@keras.saving.register_keras_serializable("notebook")
class ScaledAndFlipped(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.flip = keras.layers.RandomFlip("horizontal")

    def call(self, raw, training=False):
        return self.flip(keras.ops.cast(raw, "float32") / 255, training=training)

    def compute_output_shape(self, shape):
        return shape


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, model(ScaledAndFlipped()(inputs)))


# %% task="tabular" kind="wrong" breaks="is called with such a dict, of any m rows, m ≥ 1, and gives float32 features of shape (m, k)"
# squeezed: a single passenger gives shape (k,) and not (1, k)
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.std() if len(known) else 1.0
        measured[name] = mean, deviation if deviation > 0 else 1.0
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / deviation))
            columns.append(missing)
        pclass = np.asarray(rows["pclass"])
        columns.append(pclass)
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.squeeze(np.stack([np.asarray(column, "float32") for column in columns], axis=1))

    return features


# %% task="faster" kind="wrong" breaks="each place once, in any order"
# ignore_errors: a place that cannot be read is left out in silence
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16, deterministic=False).ignore_errors().batch(batch).prefetch(2)
