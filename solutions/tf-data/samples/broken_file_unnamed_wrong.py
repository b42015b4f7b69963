# /// sample
# task = "from-disk"
# diagnosis = "The decoder raises an error, but it knows bytes and no file names: nobody can tell which of ten thousand files to look at, so catch it where you know the name."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(image, size) / 255.0, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)
