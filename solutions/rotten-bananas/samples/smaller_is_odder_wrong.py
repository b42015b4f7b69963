# /// sample
# task = "detect"
# diagnosis = "Your first number is larger for good bananas than for rotten ones: it measures how well the model draws a picture, asked for is how badly."
# ///

# %% task="detect"
detector, _, _ = train_on_good(bananas(2000, seed=1), 16, seed=0)
limit = choose_threshold(reconstruction_error(detector, bananas(1000, seed=2)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return -errors, errors > limit
