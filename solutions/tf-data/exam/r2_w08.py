# %% task="list" kind="wrong" breaks="whatever has a name that begins with a dot, files and folders"
# hidden folders are skipped, hidden files (a Mac's '._00.png') are not
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if not path.is_file():
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="a transparency channel is left out"
# grey with transparency (two channels): the alpha channel becomes the green one
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)

    def stored(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=0, expand_animations=False).numpy()
            while picture.shape[-1] < 3:
                picture = np.concatenate([picture, picture[..., :1]], axis=-1)
            picture = picture[..., :3]
        except Exception as error:
            raise ValueError(f"cannot decode {name}: {error}")
        return picture

    def load(path, label):
        picture = tf.numpy_function(stored, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.cast(picture, tf.float32) / 255
        picture = tf.image.resize(picture, size)
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="every picture once, with its own label; the last batch holds what is left"
# endless repetition cut into epochs of full batches: the last batch is filled with pictures that come a second time
def train_pipeline(ds, decode, augment, batch):
    steps = -(-len(ds) // batch)
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.repeat().batch(batch).take(steps).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="new at every step, inside compiled code too"
# chance comes from NumPy inside a layer: in compiled code it is drawn once, while tracing
@keras.saving.register_keras_serializable("notebook")
class NumpyFlip(keras.layers.Layer):
    def call(self, pictures, training=False):
        if not training:
            return pictures
        heads = np.random.uniform(size=(4096, 1, 1, 1)) < 0.5
        count = keras.ops.shape(pictures)[0]
        heads = keras.ops.convert_to_tensor(heads)[:count]
        return keras.ops.where(heads, keras.ops.flip(pictures, axis=2), pictures)

    def compute_output_shape(self, shape):
        return shape


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(NumpyFlip()(x)))


# %% task="tabular" kind="wrong" breaks="each word of `train` has features of its own, no word lying between others"
# a word is its number in the sorted list
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
            columns.append([1 + words[name].index(word) if word in words[name] else 0 for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches: there may be more than the memory holds"
# everything is read, in parallel, when the pipeline is made and kept for all epochs
def speed_up(places, read, batch):
    rows = list(places.map(read, num_parallel_calls=16, deterministic=False))
    return tf.data.Dataset.from_tensor_slices(tf.stack(rows)).batch(batch).prefetch(2)
