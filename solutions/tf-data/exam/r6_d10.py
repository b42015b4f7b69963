# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind)."
# Prints the name of the broken file, and goes on with a black picture in its place: no error.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            print("cannot be decoded:", path.decode())
            return np.zeros((*size, 3), "float32")
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="faster" kind="wrong" breaks="It can be gone through again and again, and reads again each time: what is far away may have changed."
# One iterator is made on the first taking, and kept: in the second epoch nothing is left.
def speed_up(places, read, batch):
    options = tf.data.Options()
    options.threading.private_threadpool_size = 16
    rows = places.map(read, num_parallel_calls=16).with_options(options)
    porters = []

    def hand_on():
        if not porters:
            porters.append(iter(rows))
        yield from porters[0]

    signature = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(hand_on, output_signature=signature).batch(batch).prefetch(2)

