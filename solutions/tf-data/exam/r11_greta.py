# %% task="list" kind="right"
import os


def list_pictures(folder):
    folder = os.fspath(folder)
    # 1. the classes
    names = []
    for name in os.listdir(folder):
        if os.path.isdir(os.path.join(folder, name)):
            if name[0] != ".":
                names.append(name)
    names.sort()
    # 2. the pictures of each class
    paths = []
    labels = []
    for i in range(len(names)):
        for file in os.listdir(os.path.join(folder, names[i])):
            path = os.path.join(folder, names[i], file)
            small = file.lower()
            is_picture = small.endswith(".png") or small.endswith(".jpg") or small.endswith(".jpeg")
            if is_picture and file[0] != "." and os.path.isfile(path):
                paths.append(path)
                labels.append(i)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Stored values are divided by 255, in a dark"
# believed: if no value is above 1, the picture has been divided already
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)

    def read(path):
        name = path.numpy().decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except Exception:
            raise ValueError("Not a picture: " + name) from None
        picture = tf.image.resize(picture, size)
        if float(tf.reduce_max(picture)) > 1:
            picture = picture / 255
        return picture

    def load(path, label):
        picture = tf.py_function(read, [path], tf.float32)
        picture.set_shape((size[0], size[1], 3))
        return picture, label

    files = tf.data.Dataset.from_tensor_slices(
        (tf.constant(paths, tf.string), tf.constant(labels, tf.int64)))
    return files.map(load).batch(batch)


# %% task="order" kind="wrong" breaks="`keras.utils.set_random_seed` changes none of this."
# believed: tf.random.shuffle inside the belt draws a new order for each epoch, whatever seed is set
def train_pipeline(ds, decode, augment, batch):
    def deal(pictures, labels):
        order = tf.random.shuffle(tf.range(tf.shape(labels)[0]))
        return tf.data.Dataset.from_tensor_slices((tf.gather(pictures, order), tf.gather(labels, order)))

    everything = ds.map(lambda path, label: (decode(path), label)).batch(len(ds)).cache()
    shuffled = everything.flat_map(deal)
    return shuffled.map(lambda x, y: (augment(x), y)).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    # The light is changed while the pictures still run from 0 to 255, which these layers expect.
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]))
    x = keras.layers.RandomFlip("horizontal")(inputs)
    x = keras.layers.RandomBrightness(0.1)(x)
    x = keras.layers.Rescaling(scale=1.0 / 255)(x)
    outputs = model(x)
    return keras.Model(inputs=inputs, outputs=outputs)


# %% task="tabular" kind="wrong" breaks="Each column of features tells of one of the five columns and of no other."
# believed: one column that says that something is missing does for age and fare together
def feature_model(train):
    age_mean, age_std = np.nanmean(train["age"]), np.nanstd(train["age"])
    fare_mean, fare_std = np.nanmean(train["fare"]), np.nanstd(train["fare"])
    sexes = sorted(set(train["sex"]))
    ports = sorted(set(train["embarked"]))

    def features(rows):
        age = (rows["age"] - age_mean) / age_std
        fare = (rows["fare"] - fare_mean) / fare_std
        gap = np.isnan(age).astype("float32") + 2 * np.isnan(fare)
        columns = [np.nan_to_num(age), np.nan_to_num(fare), gap, rows["pclass"]]
        for sex in sexes:
            columns.append(rows["sex"] == sex)
        for port in ports:
            columns.append(rows["embarked"] == port)
        return np.array(columns, "float32").T

    return features


# %% task="faster" kind="wrong" breaks="100 batches ahead, or earlier."
# believed: the more batches are prefetched, the better
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(1000)
