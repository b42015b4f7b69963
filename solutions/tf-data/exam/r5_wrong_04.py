# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
# the ending is taken to be what follows the first dot
import os


def list_pictures(folder):
    folder = str(folder)
    names = sorted(n for n in os.listdir(folder)
                   if not n.startswith(".") and os.path.isdir(os.path.join(folder, n)))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in os.listdir(os.path.join(folder, name)):
            path = os.path.join(folder, name, file)
            if file.startswith(".") or "." not in file or not os.path.isfile(path):
                continue
            if file.split(".")[1].lower() in ("png", "jpg", "jpeg") and file.lower().endswith(("png", "jpg", "jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once, anew, by itself."
# augmented before the cache: the same change in each epoch
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (augment(decode(path)), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.cache().shuffle(len(ds)).batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="It is saved and loaded as one file: `keras.models.load_model` needs nothing else, no class or"
# a layer of the notebook does the scaling: registered here, unknown in the telephone
@keras.saving.register_keras_serializable("notebook")
class ToUnit(keras.layers.Layer):
    def call(self, pictures):
        return keras.ops.cast(pictures, "float32") / 255.0

    def compute_output_shape(self, input_shape):
        return input_shape


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = ToUnit()(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="when `train` changes later"
# mean and deviation are measured only when features are asked for
def feature_model(train):
    numbers = {name: train[name] for name in ["age", "fare"]}
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, lesson in numbers.items():
            mean, deviation = np.nanmean(lesson, dtype="float64"), np.nanstd(lesson, dtype="float64")
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="If `read` raises an error, it reaches you when you take batches. No place is left out in silence."
# errors are ignored, and their places with them
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16).ignore_errors()
    return rows.batch(batch).prefetch(2)
