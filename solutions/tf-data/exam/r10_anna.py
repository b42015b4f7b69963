# %% task="list" kind="right"
import os


def list_pictures(folder):
    names = []
    for entry in os.listdir(folder):
        if os.path.isdir(os.path.join(folder, entry)):
            if not entry.startswith("."):
                names.append(entry)
    names.sort()
    paths = []
    labels = []
    for i in range(len(names)):
        class_folder = os.path.join(folder, names[i])
        for file in os.listdir(class_folder):
            full = os.path.join(class_folder, file)
            if file.startswith("."):
                continue
            if not os.path.isfile(full):
                continue
            small = file.lower()
            if small.endswith(".png") or small.endswith(".jpg") or small.endswith(".jpeg"):
                paths.append(full)
                labels.append(i)
    return paths, labels, names


# %% task="from-disk" kind="right"
import os


def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)

    # first look at every file once, so that I can say which one is broken
    for path in paths:
        try:
            tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            raise ValueError("this file cannot be decoded: " + os.path.basename(path)) from None

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize(picture, size)
        picture = picture / 255.0
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int64)))
    ds = ds.map(load)
    ds = ds.batch(batch)
    return ds


# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# believed: decoding once means decoding all pictures right away, in a loop, when the pipeline is built
def train_pipeline(ds, decode, augment, batch):
    pictures = []
    labels = []
    for path, label in ds:
        pictures.append(decode(path))
        labels.append(label)
    n = len(pictures)
    data = tf.data.Dataset.from_tensor_slices((tf.stack(pictures), tf.stack(labels)))
    data = data.shuffle(n)
    data = data.map(lambda picture, label: (augment(picture), label))
    data = data.batch(batch)
    data = data.prefetch(tf.data.AUTOTUNE)
    return data


def eval_pipeline(ds, decode, batch):
    data = ds.map(lambda path, label: (decode(path), label))
    data = data.batch(batch)
    return data


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5, and of a bright picture some above 0.5."
# believed: Dropout only puts some values to 0; that it makes the others larger (here twice as large) was forgotten
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.Dropout(0.5)(x)
    outputs = model(x)
    return keras.Model(inputs, outputs)


# %% task="tabular" kind="wrong" breaks="A 4 may look like anything that is finite."
# believed: there are only the classes 1, 2 and 3, so a row of the 3 x 3 identity can always be picked
def feature_model(train):
    age_mean = np.nanmean(train["age"])
    age_std = np.nanstd(train["age"])
    fare_mean = np.nanmean(train["fare"])
    fare_std = np.nanstd(train["fare"])
    sexes = sorted(set(train["sex"].tolist()))
    ports = sorted(set(train["embarked"].tolist()))

    def one_hot(words, known):
        table = np.zeros((len(words), len(known) + 1))
        for i in range(len(words)):
            if words[i] in known:
                table[i, known.index(words[i])] = 1
            else:
                table[i, len(known)] = 1
        return table

    def features(rows):
        age_missing = np.isnan(rows["age"])
        fare_missing = np.isnan(rows["fare"])
        age = np.where(age_missing, age_mean, rows["age"])
        fare = np.where(fare_missing, fare_mean, rows["fare"])
        age = (age - age_mean) / age_std
        fare = (fare - fare_mean) / fare_std
        numbers = np.stack([age, age_missing, fare, fare_missing], axis=1)
        pclass = np.eye(3)[rows["pclass"] - 1]
        sex = one_hot(rows["sex"].tolist(), sexes)
        port = one_hot(rows["embarked"].tolist(), ports)
        return np.concatenate([numbers, pclass, sex, port], axis=1).astype("float32")

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    ds = places.map(read, num_parallel_calls=16)
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds
