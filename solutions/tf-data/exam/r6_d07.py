# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="Resize in any way that leaves no value below 0 or above 1."
# Bicubic resizing swings beyond sharp edges, below 0 and above 1, and nothing cuts that off.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise ValueError(f"{path.decode()} cannot be decoded: {error}")
        return tf.image.resize(picture, size, method="bicubic").numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5, and"
# Far too much noise: values leave the range on both sides.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.GaussianNoise(0.5)(x)
    return keras.Model(inputs, model(x))

