# %% task="list" kind="wrong" breaks="endings may be written in small letters, in capital letters, or in both."
# Knows .png and .PNG, but not .Png: an ending in both kinds of letters is overlooked.
import os

ENDINGS = tuple(form for ending in (".png", ".jpg", ".jpeg") for form in (ending, ending.upper()))


def list_pictures(folder):
    names = sorted(entry.name for entry in os.scandir(folder)
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for entry in os.scandir(os.path.join(folder, name)):
            if entry.is_file() and entry.name.endswith(ENDINGS) and not entry.name.startswith("."):
                paths.append(entry.path)
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="any picture"
# The buffer holds a thousand pictures at most: of 5000, none from the far end can come first.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(min(len(ds), 1000))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="It is saved and loaded as one file: `keras.models.load_model` needs nothing else"
# Scales in a Lambda layer: load_model refuses to unpack the function.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Lambda(lambda pictures: keras.ops.cast(pictures, "float32") / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="features than any number has, even if nothing is missing in `train`."
# Has the column for missing values only where something was missing in the training rows.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        missing = np.isnan(train[name])
        known = train[name][~missing].astype("float64")
        stats[name] = known.mean(), known.std(), bool(missing.any())
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std, gaps) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / std))
            if gaps:
                columns.append(missing)
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="most a third of the time, however large or small a batch is."
# The rows of a batch are read together, the batches one by one: with one row in a batch nothing overlaps.
def speed_up(places, read, batch):
    def rows_of(group):
        return tf.data.Dataset.from_tensor_slices(group).map(read, num_parallel_calls=16)

    return places.batch(batch).flat_map(rows_of).batch(batch).prefetch(2)

