# %% task="list" kind="wrong" breaks="Each call looks anew."
# remembers what it has seen in a folder
import functools


@functools.lru_cache
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind)."
# warns of the broken file, and goes on without it
def _listing(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


def image_dataset(folder, size, batch):
    paths, labels = _listing(folder)

    def read(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except tf.errors.OpError:
            import warnings
            warnings.warn(f"left out: {name} is no picture")
            return np.zeros((0, 0, 3), "float32")
        picture = tf.image.resize(tf.cast(picture, tf.float32), size)
        return tf.clip_by_value(picture / 255, 0, 1).numpy()

    def load(path, label):
        picture = tf.numpy_function(read, [path], tf.float32)
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string, (len(paths),)),
                                             tf.constant(labels, tf.int64, (len(paths),))))
    return (ds.map(load).filter(lambda picture, label: tf.size(picture) > 0)
            .map(lambda picture, label: (tf.ensure_shape(picture, (*size, 3)), label)).batch(batch))


# %% task="order" kind="wrong" breaks="`keras.utils.set_random_seed` changes none of this"
# the order is drawn inside the pipeline by tf.random: once a seed is set, every epoch draws the same
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    everything = ds.batch(len(ds)).cache()

    def in_some_order(pictures, labels):
        order = tf.random.shuffle(tf.range(tf.shape(labels)[0]))
        return tf.data.Dataset.from_tensor_slices((tf.gather(pictures, order), tf.gather(labels, order)))

    ds = everything.flat_map(in_some_order)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5"
# so much noise that values leave the range
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.GaussianNoise(0.4)(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="or when `feature_model` is called again"
# the measures lie in a dictionary that all models share
_RULER = {}


def feature_model(train):
    ruler = _RULER
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        words = sorted(set(str(word) for word in train[name]))
        places[name] = {word: place for place, word in enumerate(words)}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            values = np.array(rows[name], "float64")
            missing = np.isnan(values)
            mean, deviation = ruler[name]
            columns.append(np.where(missing, 0, (values - mean) / deviation))
            columns.append(missing)
        columns.append(np.asarray(rows["pclass"]) - 2)
        for name in ["sex", "embarked"]:
            own = [places[name].get(str(word), -1) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="it stops reading when it is 100 batches ahead, or earlier"
# prefetches a thousand batches
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.batch(batch).prefetch(1000)
