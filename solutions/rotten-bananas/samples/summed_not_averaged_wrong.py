# /// sample
# task = "score"
# diagnosis = "You add up the squared differences and do not average them, so a picture of twice the size is twice as odd."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    return ((autoencoder.predict(x, verbose=0) - x) ** 2).sum(axis=(1, 2, 3))
