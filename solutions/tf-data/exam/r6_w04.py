# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
# Searches with glob, for which the brackets in a folder's name are a pattern: nothing is found there.
import glob
import os


def list_pictures(folder):
    names = sorted(name for name in os.listdir(folder)
                   if os.path.isdir(os.path.join(folder, name)) and not name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in glob.glob(os.path.join(str(folder), name, "*")):
            if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
# Prefetches before batching: one picture is made ready, not the whole batch.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label))
    return ds.prefetch(1).batch(batch)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="function of your notebook either."
# A layer of my own, registered: it loads where this cell was run, and nowhere else.
@keras.saving.register_keras_serializable(package="kitchen")
class RandomLight(keras.layers.Layer):
    """Add to each picture a light of its own, in training only."""

    def __init__(self, strength=0.1, **kwargs):
        super().__init__(**kwargs)
        self.strength = strength
        self.chance = keras.random.SeedGenerator()

    def call(self, pictures, training=False):
        if not training:
            return pictures
        each = (keras.ops.shape(pictures)[0], 1, 1, 1)
        light = keras.random.uniform(each, -self.strength, self.strength, seed=self.chance)
        return keras.ops.clip(pictures + light, 0, 1)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "strength": self.strength}


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(RandomLight(0.1)(x)))

# %% task="tabular" kind="wrong" breaks="A row's features do not depend on what other rows are asked about."
# Fills a gap with the mean of the rows that are asked about, where they have one.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            usual = mean if missing.all() else np.nanmean(value)
            columns += [(np.where(missing, usual, value) - mean) / std, missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="It can be gone through again and again, and reads again each time: what is far away may have changed."
# Keeps what was read in the first epoch.
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16, deterministic=False).cache().batch(batch).prefetch(2)

