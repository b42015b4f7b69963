# /// sample
# task = "from-disk"
# diagnosis = "Your error does not name the broken file: nobody knows which of ten thousand to look at. The decoder knows bytes and no names, so catch its error where you know the name, and say it."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(image, size) / 255.0, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)
