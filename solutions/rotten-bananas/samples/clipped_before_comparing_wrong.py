# /// sample
# task = "score"
# diagnosis = "You clip what the model draws before you compare. A pixel that it draws lighter than white, or darker than black, is wrong by so much more. That is part of what makes a picture odd."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = np.clip(autoencoder.predict(x, verbose=0), 0, 1)
    return np.square(drawn - x).mean(axis=(1, 2, 3))
