# %% task="list" kind="filler"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((folder / name).iterdir()):
            hidden = file.name.startswith(".")
            if file.is_file() and not hidden and file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names



# %% task="from-disk" kind="right"
class PictureReader:
    """Reads one file, and knows its name when it goes wrong."""

    def __init__(self, size):
        self.height, self.width = size

    def decode(self, path):
        name = path.numpy().decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {Path(name).name}") from None
        return tf.image.resize(picture, (self.height, self.width)) / 255.0

    def __call__(self, path, label):
        picture = tf.py_function(self.decode, [path], tf.float32)
        picture.set_shape((self.height, self.width, 3))
        return picture, label


def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    files = tf.data.Dataset.from_tensor_slices(
        (tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    reader = PictureReader(size)
    return files.map(lambda path, label: reader(path, label)).batch(batch)


# %% task="order" kind="right"
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
        .cache()
        .shuffle(len(ds))
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


def eval_pipeline(ds, decode, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


# %% task="augment-in-model" kind="wrong" breaks="`model` itself is inside, with its weights, not with new ones or copies."
# believed: a clone with the same weights is the same model, and it is safer, because the old one stays untouched
def with_augmentation(model):
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1.0 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x)
    return keras.Model(inputs, clone(x))


# %% task="tabular" kind="wrong" breaks="one feature has mean 0 and standard deviation 1 over the known values in `train`, give or take 0.2."
# believed: a gap is 0, put in before measuring; the extra column tells the model about it anyway
class Scaler:
    def __init__(self, column):
        filled = np.nan_to_num(column, nan=0.0)
        self.mean = filled.mean()
        self.std = filled.std()

    def __call__(self, column):
        filled = np.nan_to_num(column, nan=0.0)
        return np.stack([(filled - self.mean) / self.std, np.isnan(column)], axis=1)


class OneHot:
    def __init__(self, column):
        self.words = np.unique(column)

    def __call__(self, column):
        return np.asarray(column)[:, None] == self.words[None, :]


def feature_model(train):
    parts = {
        "age": Scaler(train["age"]),
        "fare": Scaler(train["fare"]),
        "pclass": OneHot(np.array([1, 2, 3])),
        "sex": OneHot(train["sex"]),
        "embarked": OneHot(train["embarked"]),
    }

    def features(rows):
        return np.hstack([part(rows[name]) for name, part in parts.items()]).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="without any training, an epoch takes at most a third of the time, however large or small a batch is."
# believed: one porter for each place on the tray: a batch of 8 needs 8 parallel calls
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=batch).batch(batch).prefetch(tf.data.AUTOTUNE)
