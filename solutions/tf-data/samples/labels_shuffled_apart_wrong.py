# /// sample
# task = "from-disk"
# diagnosis = "Pictures come with the labels of others: the two no longer stand in the same order, as when only the paths are shuffled. Join each path with its label first, and shuffle the pairs."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(image, size) / 255.0

    for path in paths:
        try:
            load(path)
        except Exception as e:
            raise OSError(f"{path}: {e}")
    images = tf.data.Dataset.from_tensor_slices(paths).shuffle(1000).map(load)
    return tf.data.Dataset.zip((images, tf.data.Dataset.from_tensor_slices(labels))).batch(batch)
