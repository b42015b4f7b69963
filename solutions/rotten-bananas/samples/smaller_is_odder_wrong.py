# /// sample
# task = "detect"
# diagnosis = "Your errors are larger for good bananas than for rotten ones. They should grow with how odd a picture looks, so turn them round, and the threshold with them."
# ///

# %% task="detect"
detector, _, _ = train_on_good(bananas(2000, seed=1), 16, seed=0)
limit = choose_threshold(reconstruction_error(detector, bananas(1000, seed=2)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return -errors, errors > limit
