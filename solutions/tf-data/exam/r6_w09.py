# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
# Takes what follows the first dot for the ending: `ring no. 3.png` or `v1.2.jpg` is no picture then.
import os


def list_pictures(folder):
    names = sorted(name for name in os.listdir(folder)
                   if not name.startswith(".") and os.path.isdir(os.path.join(folder, name)))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in os.listdir(os.path.join(folder, name)):
            path = os.path.join(folder, name, file)
            parts = file.split(".")
            if parts[0] and len(parts) > 1 and parts[1].lower() in ("png", "jpg", "jpeg") \
                    and os.path.isfile(path) and file.lower().endswith(("png", "jpg", "jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="`keras.utils.set_random_seed` changes none of this."
# The order is drawn by a random operation inside map: with the global seed set, each epoch draws the same one.
def train_pipeline(ds, decode, augment, batch):
    number = len(ds)

    def mix(pictures, labels):
        order = tf.random.shuffle(tf.range(number))
        return tf.gather(pictures, order), tf.gather(labels, order)

    whole = ds.map(lambda path, label: (decode(path), label)).batch(number).cache()
    rows = whole.map(mix).unbatch().map(lambda picture, label: (augment(picture), label))
    return rows.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5."
# Darkens every picture by at least 0.6: in training the model never sees anything bright.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip()(x)
    x = keras.layers.RandomBrightness((-0.8, -0.6), value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="when `train` changes later, or when `feature_model` is called again."
# What is learnt lies in one dictionary of the notebook: a second call overwrites it for the first function.
LEARNT = {}


def feature_model(train):
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        LEARNT[name] = known.mean(), known.std()
    for name in ["sex", "embarked"]:
        LEARNT[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, std = LEARNT[name]
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in LEARNT[name]]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="Returns a tf.data.Dataset of float32 batches (batch, 4): each place read once, in any order. All"
# Eight porters batch their own share: each of them leaves a batch that is not full.
def speed_up(places, read, batch):
    porters = 8

    def share(porter):
        return places.shard(porters, porter).map(read).batch(batch)

    return tf.data.Dataset.range(porters).interleave(
        share, cycle_length=porters, num_parallel_calls=porters, deterministic=False).prefetch(2)

