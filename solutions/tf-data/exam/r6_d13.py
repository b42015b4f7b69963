# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="time every picture is there once, with its own label, in any order."
# Takes the first class whose name occurs anywhere in the path: `cats` is taken for `cat`, and so is all in `my cats/`.
def image_dataset(folder, size, batch):
    paths, _, names = list_pictures(folder)
    labels = [next(label for label, name in enumerate(names) if name in path) for path in paths]

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise ValueError(f"{path.decode()} cannot be decoded: {error}")
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

