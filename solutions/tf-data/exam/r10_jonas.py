# %% task="list" kind="wrong" breaks="Names may hold spaces, dots and brackets."
# believed: glob finds every file in a folder; that [ ] in a name has a meaning for glob was not thought of
import glob
import os


def list_pictures(folder):
    names = sorted(n for n in os.listdir(folder)
                   if os.path.isdir(os.path.join(folder, n)) and not n.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in glob.glob(os.path.join(folder, name, "*")):
            if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Resize in any way that leaves no value below 0 or above 1."
# believed: bicubic is simply the finer resizing; values stay between the smallest and the largest
import os


def walk(folder):
    names = sorted(n for n in os.listdir(folder)
                   if os.path.isdir(os.path.join(folder, n)) and not n.startswith("."))
    for label, name in enumerate(names):
        for file in sorted(os.listdir(os.path.join(folder, name))):
            path = os.path.join(folder, name, file)
            if os.path.isfile(path) and file[0] != "." and file.lower().endswith((".png", ".jpg", ".jpeg")):
                yield path, label


def image_dataset(folder, size, batch):
    paths, labels = [], []
    for path, label in walk(folder):
        try:
            tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except tf.errors.InvalidArgumentError:
            raise ValueError("broken file: " + os.path.basename(path)) from None
        paths.append(path)
        labels.append(label)

    def load(path, label):
        img = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        img = tf.cast(img, tf.float32) / 255.0
        return tf.image.resize(img, size, method="bicubic"), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)


# %% task="order" kind="wrong" breaks="In every epoch any picture can come first, and other pictures share a batch."
# believed: the shuffle's buffer is counted in batches, so len(ds) // batch of them cover the dataset
def train_pipeline(ds, decode, augment, batch):
    batches = max(1, len(ds) // batch)
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(buffer_size=batches)
    ds = ds.map(lambda image, label: (augment(image), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.batch(batch)
    return ds.prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.batch(batch)
    return ds.prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5."
# believed: value_range says what the model inside wants (0 to 1), not what arrives at the layer (0 to 255)
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.RandomFlip("horizontal")(inputs)
    x = keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0))(x)
    x = keras.layers.Rescaling(1.0 / 255)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# believed: rows is my own table, so I may add columns and fill the gaps in it, as in a DataFrame
def feature_model(train):
    stats = {c: (np.nanmean(train[c]), np.nanstd(train[c])) for c in ["age", "fare"]}
    categories = {c: np.unique(train[c]) for c in ["sex", "embarked"]}

    def features(rows):
        for c, (mean, std) in stats.items():
            rows[c + "_missing"] = np.isnan(rows[c])
            rows[c] = np.where(np.isnan(rows[c]), mean, rows[c])
            rows[c] = (rows[c] - mean) / std
        parts = [rows["age"], rows["age_missing"], rows["fare"], rows["fare_missing"], rows["pclass"]]
        for c, words in categories.items():
            parts += [rows[c] == w for w in words]
        return np.column_stack(parts).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="It may be shuffled, with another order each time that it is gone through, and need not know its length."
# believed: every dataset has a len()
def speed_up(places, read, batch):
    porters = min(16, len(places))
    ds = places.map(read, num_parallel_calls=porters)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)
