# /// sample
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path):
        try:
            image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except tf.errors.InvalidArgumentError:
            raise ValueError(f"not a picture: {path.numpy().decode()}")
        return tf.image.convert_image_dtype(image, tf.float32)

    def pair(path, label):
        image = tf.py_function(load, [path], tf.float32)
        image.set_shape((None, None, 3))
        return tf.clip_by_value(tf.image.resize(image, size, antialias=True), 0, 1), label

    ds = tf.data.Dataset.from_tensor_slices((np.array(paths), np.array(labels)))
    return ds.map(pair, num_parallel_calls=2).batch(batch)

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = ds.cardinality()
    decoded = ds.map(lambda path, label: (decode(path), label)).cache()
    shuffled = decoded.shuffle(n)
    shuffled = shuffled.batch(batch)

    def each(pictures, labels):
        return tf.map_fn(augment, pictures), labels

    return shuffled.map(each).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    def load(path, label):
        return decode(path), label

    return ds.map(load, num_parallel_calls=8).cache().batch(batch)

# %% task="augment-in-model"
def with_augmentation(model):
    augmentation = keras.Sequential([
        keras.layers.RandomRotation(0.02, fill_mode="nearest"),
        keras.layers.RandomZoom(0.1),
        keras.layers.RandomBrightness(0.1, value_range=(0.0, 1.0)),
    ])
    inputs = keras.layers.Input(shape=model.input_shape[1:])
    return keras.Model(inputs=inputs, outputs=model(augmentation(keras.layers.Rescaling(1.0 / 255.0)(inputs))))

# %% task="tabular"
class Features:
    def __init__(self, train):
        self.rulers, self.lookups = {}, {}
        for name in ["age", "fare"]:
            known = train[name][np.isfinite(train[name])]
            self.rulers[name] = keras.layers.Normalization(axis=None)
            self.rulers[name].adapt(np.log1p(known))
        for name in ["pclass", "sex", "embarked"]:
            self.lookups[name] = keras.layers.StringLookup(output_mode="one_hot", num_oov_indices=1)
            self.lookups[name].adapt(train[name].astype(str))

    def __call__(self, columns):
        parts = []
        for name, ruler in self.rulers.items():
            missing = np.isnan(columns[name])[:, None]
            filled = np.where(missing, 0, columns[name][:, None])
            z = keras.ops.convert_to_numpy(ruler(np.log1p(filled)))
            parts += [np.where(missing, 0, z), 1 - missing]
        for name, lookup in self.lookups.items():
            parts.append(keras.ops.convert_to_numpy(lookup(columns[name].astype(str))))
        return np.concatenate(parts, axis=1).astype("float32")


def feature_model(train):
    return Features(train)

# %% task="faster"
def speed_up(places, read, batch):
    rows = places.map(lambda place: read(place), num_parallel_calls=8)
    return rows.batch(batch, num_parallel_calls=2).prefetch(buffer_size=4)
