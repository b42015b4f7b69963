# %% task="list" kind="wrong" breaks="labels: for each path, in the same order, a Python int: the place of its class in `names`."
# paths and labels are sorted apart: of the classes "a" and "a b", the paths of the second come first
import os


def list_pictures(folder):
    names = sorted(n for n in os.listdir(folder)
                   if not n.startswith(".") and os.path.isdir(os.path.join(folder, n)))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in os.listdir(os.path.join(folder, name)):
            path = os.path.join(folder, name, file)
            if not file.startswith(".") and os.path.isfile(path) and file.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return sorted(paths), sorted(labels), names

# %% task="order" kind="wrong" breaks="`keras.utils.set_random_seed` changes none of this."
# who has set a seed wants the same again, it is thought: the order stays then
def train_pipeline(ds, decode, augment, batch):
    seeded = tf.compat.v1.get_seed(None)[0] is not None
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds), reshuffle_each_iteration=not seeded)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5"
# noise so strong that it leaves the range
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.GaussianNoise(0.5)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="no word of `train` has these"
# words are brought into the dtype of the known ones: a longer unknown word is cut, and may become a known one
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: np.unique(np.array(train[name], dtype=str)) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            asked = np.empty(len(rows[name]), known.dtype)
            asked[:] = np.array(rows[name], dtype=str)
            table += [(asked == word).astype("float64") for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="It can be gone through again and again"
# the places come from one iterator, which is used up after the first epoch
def speed_up(places, read, batch):
    numbers = places.as_numpy_iterator()
    once = tf.data.Dataset.from_generator(lambda: numbers, output_signature=tf.TensorSpec((), tf.int64))
    return once.map(read, num_parallel_calls=16).batch(batch).prefetch(2)
