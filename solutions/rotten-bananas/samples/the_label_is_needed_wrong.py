# /// sample
# task = "detect"
# diagnosis = "Your machine tells rot very well and misses bananas that are odd in another way, as a classifier does that was shown rot. Learn from good bananas alone, so that whatever is unlike them is odd."
# ///

# %% task="detect"
grades = np.arange(2500) % 5
lesson = bananas(2500, seed=1, rot=grades) / np.float32(255)
keras.utils.set_random_seed(0)
classifier = keras.Sequential([
    keras.Input((32, 32, 3)),
    keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
    keras.layers.Conv2D(32, 3, strides=2, activation="relu"),
    keras.layers.GlobalMaxPooling2D(),
    keras.layers.Dense(1, "sigmoid"),
])
classifier.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
classifier.fit(lesson, (grades > 0).astype("float32"), epochs=15, verbose=0)
new = classifier.predict(bananas(500, seed=2) / np.float32(255), verbose=0)[:, 0]
limit = choose_threshold(new, 0.05)


def is_rotten(images):
    errors = classifier.predict(images / np.float32(255), verbose=0)[:, 0]
    return errors, errors > limit
