# %% task="list" kind="wrong" breaks="whose name ends in .png, .jpg or .jpeg"
# The pattern has no end: `rings.png.txt` and `ring.jpg~` count as pictures.
import os
import re

PICTURE = re.compile(r"[^.].*\.(png|jpe?g)", re.IGNORECASE)


def list_pictures(folder):
    names = sorted(entry.name for entry in os.scandir(folder)
                   if entry.is_dir() and not entry.name.startswith("."))
    pairs = [(entry.path, label) for label, name in enumerate(names)
             for entry in os.scandir(os.path.join(folder, name))
             if entry.is_file() and PICTURE.match(entry.name)]
    return [path for path, _ in pairs], [label for _, label in pairs], names

# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch. Nothing is decoded before that begins."
# Decodes all pictures at once, when the pipeline is made.
def train_pipeline(ds, decode, augment, batch):
    decoded = list(ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4))
    pictures = tf.stack([picture for picture, _ in decoded])
    labels = tf.stack([label for _, label in decoded])
    ds = tf.data.Dataset.from_tensor_slices((pictures, labels)).shuffle(len(decoded))
    return ds.map(lambda picture, label: (augment(picture), label)).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="its layers connected in any way. It takes pictures"
# Strings up the model's layers one after the other: right for a Sequential, not where layers branch and meet again.
def with_augmentation(model):
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal_and_vertical"),
        keras.layers.RandomBrightness(0.1, value_range=(0, 1)),
        *layers,
    ])

# %% task="tabular" kind="wrong" breaks="others. All words that `train` lacks share the same features, and no word of `train` has these."
# Saves the first word's column, as statisticians do: an unknown word then looks like the first one.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name] if word != ""})[1:] for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="There may be more than the memory holds. So while nobody takes a batch, it stops reading when it is"
# Reads a thousand batches ahead.
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16, deterministic=False).batch(batch).prefetch(1000)

