# %% [markdown]
# # Rotten bananas: what it cannot draw is odd
#
# An autoencoder is two funnels, joined at the narrow ends. The first squeezes a picture into a few
# numbers, the *code*. The second makes a picture out of the code again. Nobody tells it what is in
# the picture: the picture is both the question and the answer.
#
# Inventors hoped for a new way to store photographs. A plain autoencoder loses to JPEG. JPEG takes
# *any* picture; an autoencoder reproduces only the kind that it was trained on. Show it anything
# else, and it draws something that looks like what it knows. (Learned formats of today do beat JPEG.
# They are trained on millions of photographs of all kinds, and keep far more than a few numbers.)
#
# Then somebody turned the weakness round. Train it on good bananas and on nothing else. If it cannot
# reproduce a picture, that is no good banana. Nobody has to collect rotten ones, or to think of all
# the ways in which a banana may go wrong. The same is done with circuit boards, welds and heartbeats:
# good ones come by the thousand, and each bad one is bad in its own way.
#
# Three rules hold in all tasks:
#
# - where a contract says *array*, give back a NumPy array; a list is no array
# - pictures and errors that are handed in are not changed, however they lie in memory
# - a picture counts by itself: its code, its error and its answer are the same in any company
#
# *Reading and solving: about 120 minutes. Cells that begin with `# experiment` are yours to play
# with. They are not run when your notebook is graded, so begin slow cells of your own like that;
# every other code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an
# idea. `progress()` draws where you stand.*

# %%
import io

from course import open_exercise, progress
from course.data import bananas

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

check, hint = open_exercise("rotten-bananas")

# %% [markdown]
# Here they are. `bananas(n, seed=…)` draws n pictures of 32 × 32 pixels, as bytes from 0 to 255, the
# way a camera would give them. Rows 1 and 2 are good. Look at how *different* good bananas are: they
# lie at other angles, in other light, on other tables (brown ones, too), and some have freckles or a
# sticker. None of that is rot. Then come the four grades of rot, `rot=1` to `rot=4`.

# %% tags=["experiment"]
# experiment: a contact sheet. No need to read this cell: run it, and look.
def sheet(rows, titles, size=0.85):
    """Show rows of pictures, one title for each row."""
    _, panels = plt.subplots(
        len(rows), len(rows[0]), figsize=(size * len(rows[0]) + 1, size * len(rows)), squeeze=False
    )
    for row, pictures, title in zip(panels, rows, titles):
        for panel, picture in zip(row, pictures):
            panel.imshow(picture, vmin=0, vmax=1, cmap="magma")
            panel.axis("off")
        row[0].text(-4, 16, title, ha="right", va="center")
    plt.subplots_adjust(wspace=0.05, hspace=0.05)
    plt.show()


rows = [bananas(12, seed=1), bananas(12, seed=2)] + [bananas(12, seed=3, rot=k) for k in (1, 2, 3, 4)]
sheet(rows, ["good", "good", "rot 1", "rot 2", "rot 3", "rot 4"])

# %% [markdown]
# ## 1. Two funnels
#
# Build the two halves, and join them. The code must be **the only way through**: everything that
# comes out at the far end is made from those few numbers, and from nothing else. That is the whole
# point. Leave a second path, a wire that carries the picture past the narrow place, and the model
# has no need to know what a banana is. It will copy rot as faithfully as anything.
#
# You choose the layers. One hidden layer of about 64 units on each side is quick enough. Three things
# decide whether so small a model learns anything in a few seconds; you may come back for them after
# task 2.
#
# - Pixels lie between 0 and 1, all on one side of zero. Hidden layers like their inputs *around*
#   zero.
# - `relu` gives nothing, and learns nothing, below zero; in a narrow model the units that fall asleep
#   are missed. `gelu` and `elu` never fall asleep. (Nor does `tanh`; but it flattens at both ends, and
#   such a model stays behind.)
# - Better not end in a `relu`, either: a dark pixel would be stuck at 0.
#
# Any Keras model will do: `keras.Sequential`, the functional API, or a subclass of `keras.Model` whose
# `call` uses Keras's own layers and simple `keras.ops`. A layer class of your own, or a `Lambda` layer,
# will not do. The checks rebuild each model from its config and weights, and judge what that computes.

# %% task="two-funnels"
def build_autoencoder(shape, code_size):
    """Build an autoencoder, not yet trained. Each call gives new models.

    shape:     (height, width, channels) of a picture, a tuple of ints. Height and width are multiples
               of 4 and may differ; there may be any number of channels.
    code_size: how many numbers the code has, an int, at least 1.

    Returns (autoencoder, encoder, decoder), three Keras models, made of Keras's own layers.
    encoder:     pictures (n, height, width, channels), float32 from 0 to 1 → codes (n, code_size)
    decoder:     codes (n, code_size) → pictures (n, height, width, channels)
    autoencoder: pictures → pictures, by way of the code and by no other

    The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights.
    The three have the same layers, not copies: when the autoencoder is trained with `fit`, encoder and
    decoder learn with it. Each number of the code changes what is drawn. When they predict, or are
    simply called, a picture gets the same code and the same drawing in any company.

    >>> autoencoder, encoder, decoder = build_autoencoder((8, 12, 3), 5)
    >>> encoder.predict(np.zeros((2, 8, 12, 3)), verbose=0).shape
    (2, 5)
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. Train it on good ones
#
# `fit` wants inputs and targets. Here both are the same pictures. There is no label anywhere, and
# there is nothing for which you would need one: the distance between what went in and what came out
# *is* the loss.
#
# Two traps. The pictures are **bytes**, 0 to 255, and the model lives between 0 and 1. So divide by 255,
# once, before anything else. By 255, and not by the brightest byte that you see: a dark banana is dark.
#
# And is your model any good? Compare it with the best that can be done with straight lines. *Principal
# component analysis* (PCA) takes the mean picture and adds so much of this pattern, so much of that
# one. It needs no training, and no autoencoder with one linear layer on each side can beat it. **With 8
# numbers each, you should.** A model with hidden layers can bend.
#
# PCA has one advantage from the start: it begins with the mean picture, and only has to learn what
# *differs*. Let your model begin there, too: it is worth more than all other advice. If the decoder's
# last `Dense` layer has a name, `decoder.get_layer(name).bias.assign(…)` puts the mean picture, made
# flat, into its bias. (Then let that layer have no activation.)
#
# The pace matters less. Twenty epochs with "adam" in batches of 32 will do. A rate that falls to nothing
# by the last step gets a little further:
# `keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps))`.
#
# A training that you cannot repeat cannot be compared with another one. `keras.utils.set_random_seed(seed)`
# before the model is built settles all that chance decides: first weights, batches, dropout.

# %%
def pca(images, k):
    """Fit PCA with k numbers on images (n, 32, 32, 3) uint8; give a function that reconstructs.

    That function takes and gives pictures of shape (m, 32, 32, 3), float32 from 0 to 1.
    """
    x = images.reshape(len(images), -1).astype("float32") / 255
    mean = x.mean(axis=0)
    # The patterns in which pictures differ most: a few rounds of "which directions does it stretch?"
    patterns = np.random.default_rng(0).standard_normal((x.shape[1], k + 10)).astype("float32")
    for _ in range(6):
        patterns, _ = np.linalg.qr((x - mean).T @ ((x - mean) @ patterns))
    _, turn = np.linalg.eigh(np.cov(((x - mean) @ patterns).T))
    patterns = patterns @ turn[:, ::-1][:, :k].astype("float32")

    def reconstruct(pictures):
        flat = pictures.reshape(len(pictures), -1) - mean
        return (flat @ patterns @ patterns.T + mean).reshape(pictures.shape)

    return reconstruct

# %% task="train"
def train_on_good(images, code_size, seed):
    """Build an autoencoder and train it on pictures of good bananas.

    images:    (n, height, width, 3) uint8, 0 to 255, good bananas only, about 2000. They are not changed.
               They may come from another camera: in other colours, darker, or of another height and
               width (multiples of 4).
    code_size: as for `build_autoencoder`.
    seed:      int from 0 to 1 000 000. The same call with the same seed gives the same model, up to
               rounding; another seed gives another model.

    Learn from `images` alone: neither from pictures of your own, nor from earlier calls.

    Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained. Compiled anew and trained
    further with `fit`, all three still learn together. They take and give pictures from 0 to 1, where 1 is
    the byte 255, even if no picture is that bright. From 2000 pictures
    of 32 × 32 and with code_size 8 it learns this: on good bananas that it has not seen, its mean squared
    error is below that of PCA with 8 numbers, fitted on the same pictures, by 5 % or more.

    Keep the training short: some 20 epochs will do.

    >>> _, encoder, _ = train_on_good(bananas(200), 8, seed=0)
    >>> encoder.predict(bananas(3) / 255, verbose=0).shape
    (3, 8)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: originals, and what comes out with 8 numbers. No need to read this cell.
def show_redrawn():
    """Draw twelve new bananas, and what two ways make of them."""
    good, fresh = bananas(2000, seed=1), bananas(300, seed=2)
    x = fresh / np.float32(255)
    small, *_ = train_on_good(good, 8, seed=0)
    ways = {
        "PCA": pca(good, 8),
        "yours": lambda pictures: keras.ops.convert_to_numpy(small(pictures, training=False)),
    }
    rows, titles = [x[:12]], ["original"]
    for name, way in ways.items():
        rows.append(np.clip(way(x), 0, 1)[:12])
        titles.append(f"{name}: {((way(x) - x) ** 2).mean():.4f}")
    sheet(rows, titles)


show_redrawn()

# %% [markdown]
# ## 3. One error for each picture
#
# While training, you want one number for the whole batch. Now you want to know *which* banana is
# odd, so each picture gets an error of its own: the mean squared difference over its pixels and
# colours, on the scale from 0 to 1. Bytes are divided by 255. The model's drawing is taken as it is, also
# where it is a little darker than black or lighter than white.
#
# A picture's error must not depend on which pictures happen to be in the batch with it. Tomorrow they
# come one by one.

# %% task="score"
def reconstruction_error(autoencoder, images):
    """How badly an autoencoder reproduces each picture.

    autoencoder: any Keras model that takes and gives pictures from 0 to 1, compiled or not. It predicts
                 here: nothing is dropped, and it learns nothing.
    images:      (n, height, width, channels) uint8, 0 to 255, n at least 1. They are not changed.

    Returns a float array of shape (n,). It holds for each picture the mean, over all its pixels and
    channels, of (drawn - picture) ** 2. Here `picture` is the bytes divided by 255, and `drawn` is what the
    model makes of that, neither clipped nor rounded. A picture's error depends on the picture and on the
    model's weights at the time of the call, and on nothing else.

    >>> half = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Rescaling(0.5)])
    >>> error = reconstruction_error(half, np.full((1, 4, 4, 3), 51, "uint8"))
    >>> print(f"{error[0]:.4f}")  # 51 is 0.2; half of that is drawn, so (0.1 - 0.2) ** 2
    0.0100
    """
    raise NotImplementedError

# %% [markdown]
# ## 4. From where on is it rotten?
#
# An error is a number; the sorting machine needs a yes or a no. Where is the line? Suppose that nobody has
# ever shown you a rotten banana: you need none to find it. Take good ones that the model has **not been
# trained on** (those it was trained on look better than they should). Decide how many *false alarms* you
# can afford: good bananas thrown away. Say 5 in 100. Then the line lies where 5 in 100 of these errors
# are above it.
#
# Errors are not bell-shaped: most are small, and a few stickers trail far out to the right. So trust
# the errors themselves, and not a formula made for bells.

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    """Choose the error above which a picture counts as odd.

    errors_on_good:   float array of shape (n,), n at least 1: errors of good validation pictures, in any
                      order. No two are equal, but two may be very near. They are not changed.
    false_alarm_rate: a number, 0 < rate < 1, such as 0.005. Any other number raises a ValueError, and so
                      does NaN.

    Returns the threshold, a float. Of the errors that were handed in with this call, n times the rate
    are above it, to within one. Both neighbours of a fraction will do.

    >>> errors = np.arange(1.0, 101)
    >>> int((errors > choose_threshold(errors, 0.05)).sum()) in (4, 5, 6)
    True
    """
    raise NotImplementedError

# %% [markdown]
# ## 5. The sorting machine
#
# Put it together: good bananas for training, other good bananas for the threshold, and a function
# that looks at new ones. You choose the width of the code now. With a narrow one, good bananas come out
# badly, too. With a wide one everything comes out well, rot included. 16 is a fair start.
#
# Do not let rotten bananas near the training, not even a few to "show it what to look for". The
# machine will also meet things that no grade of rot prepares it for, a snapped banana or one that lies
# upside down. A classifier that was trained on rot finds rot and nothing else.
#
# How good is it? Two numbers say so, and one needs rotten bananas to measure them. The grader has some,
# and so have you in the experiment below. Look at them as at an exam: once, when you are done.
#
# - **AUROC**: take one rotten and one good banana at random. How often has the rotten one the larger
#   error? 0.5 is a coin, 1 is perfect. No threshold is involved.
# - **Recall** at 5 % false alarms: the share of rotten ones that are flagged.
#
# A fair comparison needs a rule that anybody could have written in a minute: *count the dark brown
# pixels*. On tables of many colours its AUROC is about 0.83, and a snapped banana is none of its
# business. A machine that learns should be worth more than that.
#
# Any honest detector will do; the autoencoder of task 2 gets there.

# %% task="detect"
def is_rotten(images):
    """Look at pictures of bananas and tell which ones are odd.

    images: (n, 32, 32, 3) uint8, 0 to 255, n at least 1. They are not changed.

    Returns (errors, rotten), two arrays of shape (n,).
    errors: floats, larger where a picture looks less like a good banana.
    rotten: bools, True just where the error that is given back is above the threshold.

    The threshold is one number, fixed before any of these pictures is seen. It flags about 5 in 100 good
    bananas that the machine was not trained on (2 to 10 in 100 will do). A picture gets the same error and
    the same answer in any company, and at each call.

    The machine learns once, in this cell or at the first call; later calls train nothing. AUROC over the
    four grades of rot is at least 0.83, and higher than that of PCA with 16 numbers by 0.015 or more. Of
    grade 4, 4 in 10 are flagged, or more. The machine learns from good bananas only, so it finds what is
    odd without any rot, too. For each kind of these its AUROC is at least 0.9: snapped, turned, shifted,
    upside down, half upside down.

    >>> errors, rotten = is_rotten(bananas(3, seed=50))
    >>> errors.shape, rotten.shape
    ((3,), (3,))
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the errors of good and rotten bananas, your threshold, and the AUROC of each grade
# No need to read this cell: run it once, when you are done, and read the table.
def auroc(good, rotten):
    """How often a rotten one has the larger error."""
    return (rotten[:, None] > good).mean() + (rotten[:, None] == good).mean() / 2


def brown_pixels(images):
    """The rule: the share of pixels that are dark and brown."""
    red, green, blue = np.moveaxis(images / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2))


def pca_errors(k):
    """PCA with k numbers as a detector."""
    way = pca(bananas(2000, seed=1), k)
    return lambda images: ((way(images / np.float32(255)) - images / 255) ** 2).mean(axis=(1, 2, 3))


def show_exam():
    """Draw the errors of each grade, and compare four ways to find rot."""
    grades = {grade: bananas(400, seed=90, rot=grade) for grade in range(5)}
    errors, flagged = {}, {}
    for grade, images in grades.items():
        errors[grade], flagged[grade] = is_rotten(images)
    edges = np.linspace(0, np.quantile(errors[4], 0.95), 50)
    colours = ["#4477aa", "#ddcc77", "#cc6677", "#aa4499", "#332288"]
    for grade, colour in enumerate(colours):
        label = "good" if grade == 0 else f"rot {grade}"
        plt.hist(errors[grade], edges, histtype="step", color=colour, label=label, linewidth=1.8)
    line = min(errors[k][flagged[k]].min() for k in range(5) if flagged[k].any())
    plt.axvline(line, color="#333333", linestyle="--", label="threshold")
    plt.xlabel("reconstruction error")
    plt.ylabel("bananas")
    plt.legend(frameon=False)
    plt.show()

    ways = {
        "yours": lambda images: is_rotten(images)[0],
        "brown pixels": brown_pixels,
        "PCA, 16 numbers": pca_errors(16),
        "PCA, 128 numbers": pca_errors(128),
    }
    print(f"{'AUROC':18}    all  rot 1  rot 2  rot 3  rot 4")
    for name, way in ways.items():
        scores = {grade: way(images) for grade, images in grades.items()}
        each = [auroc(scores[0], scores[grade]) for grade in (1, 2, 3, 4)]
        print(f"{name:18}", "".join(f"{value:7.3f}" for value in [np.mean(each), *each]))
    found = ", ".join(f"rot {k} {flagged[k].mean():.0%}" for k in (1, 2, 3, 4))
    print(f"flagged: good {flagged[0].mean():.0%} (false alarms); {found}")
    _, elsewhere = is_rotten(bananas(400, seed=90, scene="market"))
    print(f"the same good bananas on the market's boards and cloths: {elsewhere.mean():.0%} flagged")


show_exam()

# %% [markdown]
# Be honest about the last row of that table. With *128* numbers plain PCA beats an autoencoder with
# 16, and it has no training to go wrong. At the same code size the autoencoder wins, since it bends.
# But nobody forces you to stay at the same code size. A model that learns owes you a comparison with one
# that does not.
#
# And look at the very last line. On boards and checked cloths, most good bananas are alarms: nothing
# is wrong with the bananas, but the *picture* is not of the kind that the model knows. A threshold
# holds where it was chosen, and nowhere else. Where the tables change, train again.
#
# Where does the error come from? Look at the pixels at which the model is surprised.

# %% tags=["experiment"]
# experiment: the pixels where the model is surprised. No need to read this cell.
def show_surprise():
    """Draw bananas, what the model makes of them, and where the two differ."""
    good = bananas(2000, seed=1)
    wide, *_ = train_on_good(good, 16, seed=0)
    shown = bananas(12, seed=95, rot=[0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]) / np.float32(255)
    drawn = keras.ops.convert_to_numpy(wide(shown, training=False))
    surprise = np.sqrt(((drawn - shown) ** 2).mean(axis=-1))
    sheet([shown, np.clip(drawn, 0, 1), np.clip(3 * surprise, 0, 1)], ["original", "drawn", "surprise"])


show_surprise()

# %% [markdown]
# It has never seen rot, so it cannot draw rot: it draws the yellow banana that should lie there, and
# the difference lights up. The edges glow a little everywhere: 16 numbers do not say exactly
# where a banana ends. That glow is what hides the first small spots.
#
# ## 6. Stretch: not a JPEG
#
# Back to storing pictures. How much worse is the model on another kind of picture? And how many bytes
# would JPEG need for the same quality? `jpeg` below lays the pictures out on one large sheet, so that
# JPEG's long file header is paid for only once. (There is no need to read the three functions.)
#
# Mind two things. A higher quality does not always mean a smaller error or a larger file. And bytes
# are subtracted as bytes: 3 - 5 is 254 there.

# %%
def jpeg(images, quality):
    """Store pictures (n, height, width, 3) uint8, n · height below 65000, as one JPEG of quality 1 to 95.

    Returns (bytes for each picture, a float; the pictures as they come back, uint8).
    """
    n, height, width, _ = images.shape
    file = io.BytesIO()
    Image.fromarray(images.reshape(n * height, width, 3)).save(file, "JPEG", quality=quality)
    back = np.asarray(Image.open(file)).reshape(images.shape)
    return len(file.getvalue()) / n, back


def digits(n, seed):
    """Draw n digits as a pocket calculator shows them: (n, 32, 32, 3) uint8."""
    rng = np.random.default_rng(seed)
    # Seven bars: first and last row, first and last column. Which of them are lit, digit by digit.
    bars = [(4, 6, 6, 18), (4, 17, 16, 18), (15, 28, 16, 18), (26, 28, 6, 18), (15, 28, 6, 8),
            (4, 17, 6, 8), (15, 17, 6, 18)]
    lit = ["012345", "12", "01346", "01236", "1256", "02356", "023456", "012", "0123456", "012356"]
    images = np.empty((n, 32, 32, 3), "uint8")
    for image in images:
        image[:] = rng.integers(0, 90, 3)
        down, right, colour = rng.integers(-3, 4), rng.integers(-5, 13), rng.integers(150, 256, 3)
        for bar in lit[rng.integers(10)]:
            top, bottom, start, end = bars[int(bar)]
            image[top + down : bottom + down, start + right : end + right] = colour
    return images


def noise(n, seed):
    """Draw n pictures in which every byte is random: (n, 32, 32, 3) uint8."""
    return np.random.default_rng(seed).integers(0, 256, (n, 32, 32, 3), "uint8")

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    """How many times larger the error is on another kind of picture.

    autoencoder: as for `reconstruction_error`.
    own, other:  two sets of pictures, (n, height, width, channels) and (m, height, width, channels)
                 uint8, at least one each; n and m may differ. They are not changed.

    Returns a float: the mean error of all pictures of `other`, divided by the mean error of all pictures
    of `own`. The error of a picture is that of `reconstruction_error`.

    >>> half = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Rescaling(0.5)])
    >>> own, other = np.full((2, 4, 4, 3), 50, "uint8"), np.full((3, 4, 4, 3), 100, "uint8")
    >>> print(f"{works_only_on_its_kind(half, own, other):.2f}")
    4.00
    """
    raise NotImplementedError


def smallest_jpeg(images, error):
    """The fewest bytes in which `jpeg` stores pictures with an error no larger than this.

    images: (n, height, width, 3) uint8, n at least 1. They are not changed.
    error:  a number, at least 0, on the scale from 0 to 1: the mean squared difference that is allowed. The
            mean is taken over all pictures, pixels and channels together.

    Try all the qualities from 1 to 95, with all pictures in one file. Returns the smallest number of
    bytes for each picture, as `jpeg` gives it, among those that keep to the error: a float. Where none
    keeps to it, returns None.

    >>> smallest_jpeg(bananas(2), 1e-9) is None
    True
    >>> float(smallest_jpeg(bananas(2), 1.0)) == min(jpeg(bananas(2), q)[0] for q in range(1, 96))
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: its own kind, and others. No need to read this cell.
def show_kinds():
    """Draw three kinds of picture, what the model makes of them, and what JPEG would need."""
    wide, _, decoder = train_on_good(bananas(2000, seed=1), 16, seed=0)
    kinds = {"bananas": bananas(100, seed=2), "digits": digits(100, 0), "noise": noise(100, 0)}
    rows, titles = [], []
    for name, images in kinds.items():
        error = float(reconstruction_error(wide, images).mean())
        ratio = works_only_on_its_kind(wide, kinds["bananas"], images)
        size = smallest_jpeg(images, error)
        told = "nothing: no JPEG is that good" if size is None else f"JPEG with {size:.0f} bytes"
        print(f"{name:8} error {error:.4f}, {ratio:5.1f} times its own; 32 bytes of code, or {told}")
        drawn = keras.ops.convert_to_numpy(wide(images[:12] / np.float32(255), training=False))
        rows += [images[:12] / 255, np.clip(drawn, 0, 1)]
        titles += [name, "drawn"]
    sheet(rows, titles)
    weights = sum(np.prod(weight.shape) for weight in decoder.weights)
    print(f"Whoever receives the codes needs the decoder, too: {weights:.0f} numbers.")


show_kinds()

# %% [markdown]
# On its own kind it is astonishing: 16 numbers, two bytes each, for a picture of 3072. But the
# receiver needs the decoder, which is worth thousands of pictures. And a digit comes out as a ghost
# of a banana. **It is a poor way to store pictures, and for exactly that reason a good way to find
# the odd one out.**
