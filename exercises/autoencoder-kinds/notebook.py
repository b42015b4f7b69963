# %% [markdown]
# # Autoencoders: one idea, a whole family
#
# Tell a friend on the telephone how to draw a picture. You may say ten words. The friend draws, you
# lay the two sheets side by side, and look at how far they are apart. Do it a thousand times. You
# learn what is worth saying, and the friend learns what you mean by it. Nobody ever had to tell you
# what is *in* the pictures.
#
# That is an autoencoder: two funnels, joined at the narrow end. The **encoder** f squeezes each row x
# into a few numbers, the *code*. The **decoder** g makes a row out of the code. Both are trained
# together so that g(f(x)) comes near x. There are no labels: **the distance is the loss.**
#
# The oldest way to do this is *principal component analysis* (PCA): it finds the flat sheet that
# lies closest to the data. You will build a network that finds the same sheet. Then comes the rest of
# the family: each can do something that PCA cannot.
#
# *Reading and solving: about three hours; sections 1 to 4 make a good first evening. Cells that begin
# with `# experiment` are yours to play with, and grading does not run them. It runs every other code
# cell, yours too, so begin slow cells of your own like that. Stuck? `hint("a task's name")` has a
# question for you, and then an idea; `progress()` draws where you stand.*

# %%
from course import open_exercise, progress
from course.data import bananas

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("autoencoder-kinds")

# %% tags=["experiment"]
# experiment: the telephone, played by PCA. No need to read this cell: run it and look at the picture.
pictures = bananas(400, 32, 0, scene="market", any_angle=True).mean(axis=-1) / 255
rows = pictures.reshape(400, -1)
middle = rows[8:].mean(axis=0)
ways = np.linalg.svd(rows[8:] - middle, full_matrices=False)[2]
figure, panels = plt.subplots(4, 8, figsize=(9, 4.8))
for line, words in zip(panels, (None, 4, 32, 256)):
    told = rows[:8] if words is None else middle + (rows[:8] - middle) @ ways[:words].T @ ways[:words]
    for panel, picture in zip(line, told):
        panel.imshow(picture.reshape(32, 32), cmap="gray", vmin=0, vmax=1)
        panel.set(xticks=[], yticks=[])
    line[0].set_ylabel("as it is" if words is None else f"{words} numbers")
figure.suptitle("What comes back of a picture of 1024 pixels, if only so many numbers are told")
plt.show()

# %% [markdown]
# ## Tools
#
# Nearly every task below hands back a pair of Keras models: an encoder and a decoder. These words hold
# for all of them.
#
# - Build a model as `keras.Sequential`, with the functional API, or as a class of your own. The `call`
#   of such a class uses Keras's own layers, layers made of these, and `keras.ops`. Of `keras.ops` take
#   arithmetic, comparisons, slices, `where`, `zeros_like`, `top_k`, `matmul`, sums and means: others may
#   not be rebuilt.
# - The checks read the layers and weights of both models and rebuild them apart from each other. So a
#   model must have been called before you hand it back: `train` does that. From one to the other goes
#   the code, and nothing else.
# - (n, d) are the rows that you learn from, (m, d) any other rows. *New* rows are drawn in the same way.
#   What a model makes of a row does not depend on the rows beside it.
# - `seed` is an int for `keras.utils.set_random_seed`. Two runs with one seed need not end alike.
# - A second call knows nothing of the first. Arrays that are handed in stay as they are.
# - *Trained on these pictures and no others* is meant: no others go into the training, nor into its first
#   weights, whenever they were drawn. When that is graded, `bananas` raises an error while your function
#   runs. Copies that you mirror, turn, shift or make noisy are no others, each with its own target. You may
#   keep some pictures back to see how far the training has come.
#
# `train` joins such a pair and trains both. Use it, or write your own. It makes a fixed number of small
# *steps*, each on a few rows drawn at random. For our small data this is far quicker than many rounds of
# `fit`. A thousand steps take a few seconds, and no task needs more than two thousand.
#
# It gives back the error that is left on the rows that it was trained on: look at it. If twice as many
# steps leave much less, the model had not arrived. If it stays high, or every row comes back nearly alike,
# change the `rate`: 0.1 is much, 0.03 or 0.01 is usual for a few small layers, 0.003 for convolutions
# with `relu`.

# %%
def train(encoder, decoder, inputs, targets, steps=400, rate=0.01, batch=50, seed=0):
    """Train the joined pair so that decoder(encoder(inputs)) comes near targets; give the error left."""
    joined = keras.Sequential([encoder, decoder])
    pace = keras.optimizers.schedules.CosineDecay(rate, steps)
    # To compile a step pays with JAX alone: TensorFlow would compile for longer than it then trains.
    joined.compile(keras.optimizers.Adam(pace), "mse", jit_compile=keras.config.backend() == "jax")
    rows = np.random.default_rng(seed).integers(0, len(inputs), steps * batch)
    joined.fit(inputs[rows], targets[rows], batch_size=batch, shuffle=False, verbose=0)
    return float(np.mean((joined.predict(inputs, verbose=0) - targets) ** 2))


def best_sheet(x, code_size):
    """PCA of rows x: the middle (d,) and the directions (code_size, d) of the closest flat sheet."""
    middle = x.mean(axis=0)
    return middle, np.linalg.svd(x - middle, full_matrices=False)[2][:code_size]


def pca_error(x, fresh, code_size):
    """Mean squared error on fresh rows of a PCA that saw x."""
    middle, directions = best_sheet(x, code_size)
    flat = middle + (fresh - middle) @ directions.T @ directions
    return float(np.mean((flat - fresh) ** 2))


def sheet_angle(x, back, code_size):
    """Largest angle, in degrees, between PCA's sheet of rows x and the sheet on which rows `back` lie."""
    ways = [best_sheet(rows, code_size)[1] for rows in (x, back)]
    return float(np.degrees(np.arccos(min(1, np.linalg.svd(ways[0] @ ways[1].T)[1].min()))))

# %% [markdown]
# ## 1. The distance
#
# First the yardstick. For each row: what comes back, minus what went in, squared, and averaged over
# all numbers of the row. One number for each row, so that we see *which* row came back badly. Rows
# may be pictures: then all their pixels count.

# %% task="distance"
def distance(encoder, decoder, x):
    """How far each row is from what comes back of it.

    encoder, decoder: Keras models, or anything else that can be called. They take and give arrays or
                      tensors.
    x:                float32 or float64 array: (n, d) for rows of numbers, (n, height, width, channels)
                      for pictures. n is at least 1.

    Returns a new NumPy array of shape (n,). For each row it holds the mean squared difference
    between decoder(encoder(x)) and x, over all its numbers alike. x is not changed. Rows of float64
    are compared as float64. Where NaN comes back, the row's number is NaN.

    >>> distance(lambda rows: rows / 2, lambda code: code, np.array([[2.0, 4.0], [0.0, 6.0]]))
    array([2.5, 4.5])
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. PCA's twin
#
# Leave out everything that bends: one layer down to the code, one layer up, no activations. Then what
# comes back lies on a flat sheet, whatever the weights are. Training with squared error looks for the
# sheet that is closest to the data, and *that is PCA's sheet*. Nobody told the network about variance.
#
# Two differences remain. PCA first moves the data's middle to zero: your layers need something that
# can do so. And PCA orders its directions and sets them at right angles. The network finds the
# same *sheet* (a *subspace*, in books), but draws its own axes on it. So we compare sheets, by the largest
# angle between them (`sheet_angle`), and never the numbers of the code. The angle is the stricter judge: a
# twin that has nearly arrived has a good error, and a sheet that is still tilted.
#
# PCA's directions could be put into the layers by hand. That would show nothing: let training find them.

# %%
def cloud(n, code_size, place, seed):
    """Draw n rows (n, 10), float32, near a flat sheet with code_size directions; `place` turns it."""
    lie = np.random.default_rng(place)
    turn = np.linalg.qr(lie.standard_normal((10, 10)))[0]
    wide = np.append(lie.uniform(1.0, 1.5, code_size), np.full(10 - code_size, 0.25))
    rng = np.random.default_rng([seed, 1])
    return (lie.uniform(-2, 2, 10) + rng.standard_normal((n, 10)) * wide @ turn.T).astype("float32")

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    """Find PCA's sheet by training a network.

    x:         (n, d) float32, n about 600; the middle of the rows is not zero.
    code_size: int, 2 or 3.
    seed:      int, for your models.

    Returns the pair (encoder, decoder), from (m, d) to (m, code_size), and back to (m, d). Both are
    straight: each number that they give is a weighted sum of those that go in, plus a constant.
    Training finds the weights; PCA's own directions are not put in. On new rows the error is at
    most a twentieth above PCA's. What comes back lies on a sheet whose largest angle to PCA's is at
    most 5 degrees.

    >>> encoder, decoder = linear_twin(cloud(600, 2, 3, 0), 2, seed=0)
    >>> np.shape(encoder(cloud(7, 2, 3, 1)))
    (7, 2)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: two sheets that are the same, with different axes drawn on them
x, fresh = cloud(600, 2, 3, 0), cloud(300, 2, 3, 1)
encoder, decoder = linear_twin(x, 2, 0)
middle, directions = best_sheet(x, 2)
figure, panels = plt.subplots(1, 2, figsize=(8, 3.6))
colour = (fresh - middle) @ directions[0]
for panel, name, code in [(panels[0], "PCA's code", (fresh - middle) @ directions.T),
                          (panels[1], "the twin's code", np.asarray(encoder(fresh)))]:
    panel.scatter(*code.T, c=colour, s=8, cmap="viridis")
    panel.set_title(name)
    panel.set_aspect("equal")
plt.show()
print("error:", distance(encoder, decoder, fresh).mean(), "PCA:", pca_error(x, fresh, 2))
print("largest angle, in degrees:", sheet_angle(x, np.asarray(decoder(encoder(fresh))), 2))

# %% [markdown]
# ## 3. Deep: sheets that bend
#
# Most data do not lie on a flat sheet. Take a ribbon that is bent almost into a ring. Along the
# ribbon, **one** number says where you are. PCA with one number has a straight line to offer.
#
# Put layers that bend (with an activation) between input and code, and between code and output.

# %%
def ribbon(n, place, seed):
    """Draw n rows (n, 8), float32, along a bent ribbon; `place` turns it."""
    lie = np.random.default_rng(place)
    turn = np.linalg.qr(lie.standard_normal((8, 8)))[0][:3]
    rng = np.random.default_rng([seed, 2])
    angle = lie.uniform(2.0, 2.5) * (t := rng.uniform(-1, 1, n))
    bent = np.stack([np.cos(angle), np.sin(angle), t / 2], axis=1)
    return (bent @ turn + 0.03 * rng.standard_normal((n, 8))).astype("float32")

# %% task="deep"
def deep_pair(x, code_size, seed):
    """Fit an autoencoder whose sheet may bend.

    x:         (n, 8) float32, n about 400: rows of a ribbon.
    code_size: int, 1 or 2.
    seed:      int, for your models.

    Returns the trained pair (encoder, decoder), from (m, 8) to (m, code_size), and back to (m, 8). On
    new rows of the same ribbon the error is at most half of PCA's with one number. That holds for
    both code sizes.

    >>> encoder, decoder = deep_pair(ribbon(400, 5, 0), 1, seed=0)
    >>> np.shape(decoder(encoder(ribbon(7, 5, 1))))
    (7, 8)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what one number can say. The ribbon from its flattest side, and what comes back.
x, fresh = ribbon(400, 5, 0), ribbon(400, 5, 1)
encoder, decoder = deep_pair(x, 1, 0)
middle, directions = best_sheet(x, 2)
line = middle + (fresh - middle) @ directions[:1].T @ directions[:1]
back = np.asarray(decoder(encoder(fresh)))
for rows, colour, name in [(fresh, "#cccccc", "new rows"), (line, "#cc6677", "PCA, one number"),
                           (back, "#4477aa", "deep, one number")]:
    plt.plot(*((rows - middle) @ directions.T).T, ".", color=colour, markersize=4, label=name)
plt.legend()
plt.gca().set_aspect("equal")
plt.show()

# %% [markdown]
# ## 4. Convolutional: learn it once, know it everywhere
#
# `glimpses` cuts small grey windows out of pictures of bananas on boards and checked cloths, wherever
# they come to lie. Suppose that you have only **two dozen** of them. A dense layer has a weight
# for each pixel and each unit. What it has learnt in the upper left corner it does not know in the
# lower right one. It will soon know the two dozen by heart.
#
# A convolution uses the same few weights at every place. Each of the two dozen windows has many
# places, so there is suddenly a lot to learn from. That is why we judge on *new* windows: on the
# old ones, learning by heart wins.

# %%
def glimpses(n, seed):
    """Cut n grey windows (n, 16, 16, 1), float32 from 0 to 1, out of pictures of bananas."""
    pictures = bananas(n, 32, seed, scene="market", any_angle=True).mean(axis=-1, keepdims=True) / 255
    corners = np.random.default_rng([seed, 3]).integers(0, 17, (n, 2))
    windows = [p[i : i + 16, j : j + 16] for p, (i, j) in zip(pictures, corners)]
    return np.stack(windows).astype("float32")

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    """Fit an autoencoder whose weights are shared between places.

    pictures: (24, 16, 16, 1) float32, from 0 to 1.
    seed:     int, for your models.

    Returns the pair (encoder, decoder), trained on these pictures and no others. The code has 64
    numbers for each picture, in whatever shape you like. decoder(encoder(pictures)) has the shape of
    pictures. Both models together have at most 6000 weights: a dense layer to 64 units and one back
    would have 33088. On new pictures the error is no higher than that of PCA, fitted on the same 24
    with 23 directions, which is all they allow.

    >>> encoder, decoder = convolutional_pair(glimpses(24, 0), seed=0)
    >>> encoder.count_params() + decoder.count_params() <= 6000
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the two dozen, and new ones: what comes back from PCA and from yours?
# No need to read this cell: run it and look at the picture.
few, new = glimpses(24, 0), glimpses(100, 1)
encoder, decoder = convolutional_pair(few, 0)
middle, directions = best_sheet(few.reshape(24, -1), 23)


def flattened(pictures):
    """What PCA gives back of pictures."""
    rows = pictures.reshape(len(pictures), -1)
    return (middle + (rows - middle) @ directions.T @ directions).reshape(pictures.shape)


figure, panels = plt.subplots(3, 8, figsize=(9, 3.6))
for line, name, some in [(0, "new", new), (1, "PCA", flattened(new)),
                         (2, "yours", np.asarray(decoder(encoder(new[:8]))))]:
    for panel, picture in zip(panels[line], some):
        panel.imshow(picture[..., 0], cmap="gray", vmin=0, vmax=1)
        panel.set(xticks=[], yticks=[])
    panels[line, 0].set_ylabel(name)
plt.show()
for name, some in [("the two dozen", few), ("new windows", new)]:
    print(f"{name}: PCA {np.mean((flattened(some) - some) ** 2):.5f},",
          f"yours {distance(encoder, decoder, some).mean():.5f}")

# %% [markdown]
# ## 5. Sparse: most keys are silent
#
# A narrow code is one way to force a choice. Here is another: a code that is *wide*, with a price
# on using it. Our piano has 24 keys, and a microphone hears it in 16 bands. A chord is two keys at a time.
# Sixteen numbers could be passed on as they are; but "these two keys" says the same, and says *why*.
#
# The price is a penalty on what the units **say**, their *activity*. A penalty on the weights
# is something else: it makes the piano quieter, not the player more sparing.
#
# How does a price get into the loss? Some layers take an `activity_regularizer`, which charges for what
# they give. Any other price is a layer of your own that calls `self.add_loss` in its `call`. The next
# experiment charges for something useless: a code whose mean is not 0. Whatever trains a model with this
# layer, be it `train` or `fit`, pays the price on top of the distance.
#
# When is a unit silent? "Below 0.001" would be a bad rule. A code can be made as small as you like, if
# only the decoder turns the volume up. So compare with the loudest value.

# %%
def chords(n, piano, seed):
    """Draw n chords (n, 16), float32: each is two of the 24 keys of a piano, louder or softer."""
    keys = np.random.default_rng(piano).standard_normal((24, 16))
    keys *= 2 / np.linalg.norm(keys, axis=1, keepdims=True)
    rng = np.random.default_rng([seed, 4])
    pressed = rng.random((n, 24)).argsort(axis=1) < 2
    sound = (pressed * rng.uniform(0.5, 1.5, (n, 24))) @ keys
    return (sound + 0.02 * rng.standard_normal((n, 16))).astype("float32")

# %% tags=["experiment"]
# experiment: how a layer charges for something. Here it is the mean of the code, over the rows of a step.
class MeanPrice(keras.layers.Layer):
    """Passes the code on as it is, and charges for a mean that is not 0."""

    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        self.add_loss(self.price * keras.ops.sum(keras.ops.mean(code, axis=0) ** 2))
        return code


x = chords(600, 1, 0) + np.float32(1)
for price in (0.0, 1.0):
    keras.utils.set_random_seed(0)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4), MeanPrice(price)])
    train(encoder, keras.Sequential([keras.Input((4,)), keras.layers.Dense(16)]), x, x)
    print(f"price {price}: the means of the four units are", np.asarray(encoder(x)).mean(axis=0).round(2))

# %% task="sparse"
def silent_share(encoder, x):
    """The share of the code's values, over all rows and units, that are near zero.

    encoder: a Keras model, or anything else that can be called, as in `distance`.
    x:       float32 or float64 array (n, d), n at least 1.

    A value is near zero if its absolute value is less than 5 % of the largest absolute value in the
    whole code of x. So in a code of zeros alone, none is. x is not changed.

    Returns a number from 0 to 1.

    >>> silent_share(lambda rows: rows, np.array([[10.0, 0.4], [-0.4, -9.0]]))
    0.5
    """
    raise NotImplementedError


def sparse_pair(x, code_size, seed):
    """Fit an autoencoder with a wide code of which little is used at a time.

    x:         (n, 16) float32, n about 600: chords of one piano.
    code_size: int, 32.
    seed:      int, for your models.

    Returns the trained pair (encoder, decoder), from (m, 16) to (m, 32), and back to (m, 16). On new
    chords of the same piano at least 3 in 4 of the code's values are near zero. The mean squared
    error is at most a tenth of these chords' variance (the mean over columns of each one's variance).
    What is near zero says nothing: with these values set to 0, the error is at most 0.15 of the variance.

    >>> encoder, decoder = sparse_pair(chords(600, 1, 0), 32, seed=0)
    >>> bool(silent_share(encoder, chords(300, 1, 1)) >= 0.75)
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the code of twelve chords; dark is loud
x, fresh = chords(600, 1, 0), chords(300, 1, 1)
encoder, decoder = sparse_pair(x, 32, 0)
plt.figure(figsize=(8, 3))
plt.imshow(np.abs(np.asarray(encoder(fresh[:12]))), cmap="Blues", aspect="auto")
plt.xlabel("unit of the code")
plt.ylabel("chord")
plt.colorbar()
plt.show()
print("silent:", silent_share(encoder, fresh))
print("error as a share of variance:", distance(encoder, decoder, fresh).mean() / fresh.var(axis=0).mean())

# %% [markdown]
# ## 6. Contractive: a calm code
#
# Nudge a row a little: how far does its code jump? The *Jacobian* of the encoder is the table of all
# such slopes, a row for each unit of the code, a column for each input. Its size, the *Frobenius norm*, is
# the root of the sum of the squares of all slopes. A contractive autoencoder pays for it in training.
#
# Where does it help? At each place of the ribbon one direction leads along it, and the other seven lead
# away from it. What comes back needs the one, and so stands up to the price. Nothing speaks up for
# the seven. The code becomes deaf to them.
#
# There is a cheap way out: make the whole code ten times smaller, and the decoder ten times louder. All
# slopes shrink, and nothing is gained. So we look at the norm, and also at the norm divided by the
# *spread* of the code. That is the root of the summed variances of its units. And mind whose Jacobian
# it is: the decoder is *meant* to react. How you charge for slopes is up to you.

# %% task="contractive"
def jacobian_norm(encoder, x):
    """The mean size of the encoder's Jacobian over the rows of x.

    encoder: a Keras model, or anything else that can be called and is made of such models and
             `keras.ops`. It turns (m, d) into (m, k), is smooth, and takes each row by itself.
    x:       (n, d) float32 of size about 1, zeros among them, n at least 1.

    For each row take all k · d slopes: how fast each unit changes with each input. Of these take the
    root of the sum of squares. Returns the mean of these roots over the rows: a number, right to 2 %.
    A small nudge to both sides will do. x is not changed.

    >>> scale = np.array([3.0, 4.0], "float32")
    >>> round(float(jacobian_norm(lambda rows: rows * scale, np.ones((5, 2), "float32"))), 1)
    5.0
    """
    raise NotImplementedError


def contractive_pair(x, code_size, seed, penalty):
    """Fit an autoencoder with or without a penalty on the encoder's Jacobian.

    x:         (n, 8) float32, n about 400: rows of a ribbon.
    code_size: int, 6.
    seed:      int, for your models.
    penalty:   True or False. Nothing else differs: layers, their sizes, activations and first weights,
               the optimizer and its settings, and the number of its steps are the same. First weights
               that are drawn anew in the same way will do.

    Returns the trained pair (encoder, decoder), from (m, 8) to (m, 6), and back to (m, 8). With and
    without the penalty, the error on new rows of the same ribbon is at most a twentieth of their variance.
    With it the Jacobian's norm is lower by at least a fifth. The norm divided by the code's spread is
    lower by at least a fifth, too, and at most 2.

    >>> encoder, decoder = contractive_pair(ribbon(400, 5, 0), 6, 0, penalty=True)
    >>> np.shape(encoder(ribbon(7, 5, 1)))
    (7, 6)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: how far the code moves, by the way in which the row is nudged
# No need to read this cell: run it and look at the picture.
x, fresh = ribbon(400, 5, 0), ribbon(200, 5, 1)
directions = best_sheet(x, 8)[1]
for penalty, colour, shift in [(False, "#ccbb44", -0.2), (True, "#4477aa", 0.2)]:
    encoder, decoder = contractive_pair(x, 6, 0, penalty)
    code = np.asarray(encoder(fresh))
    spread = np.sqrt(code.var(axis=0).sum())
    moved = []
    for way in directions:
        nudged = np.asarray(encoder(fresh + 0.05 * way.astype("float32")))
        moved.append(np.linalg.norm(nudged - code, axis=1).mean() / 0.05 / spread)
    plt.bar(np.arange(8) + shift, moved, 0.4, color=colour, label=f"penalty={penalty}")
    print(f"penalty={penalty}: norm over spread {jacobian_norm(encoder, fresh) / spread:.2f}")
plt.xlabel("direction of the nudge (0 to 2: the ribbon bends there, 3 to 7: noise)")
plt.ylabel("move of the code, over its spread")
plt.legend()
plt.show()

# %% [markdown]
# ## 7. Denoising: better than it went in
#
# Up to here the target was the input. Now comes a trick that made autoencoders useful: **damage the
# input, keep the target clean.** The model cannot just pass the picture on, since that is not what it is
# asked for. It must know what pictures look like. And it does not have to be told what the damage is:
# grain or a watermark, the same function learns to undo it from pairs.

# %%
def grain(pictures, seed):
    """Add noise to every pixel."""
    noise = np.random.default_rng([seed, 5]).standard_normal(pictures.shape)
    return (pictures + 0.2 * noise).astype("float32")


def watermark(pictures, seed):
    """Print bright slanted stripes over each picture, each time in another place."""
    start = np.random.default_rng([seed, 6]).integers(0, 6, (len(pictures), 1, 1, 1))
    rows, columns = np.arange(16)[:, None, None], np.arange(16)[None, :, None]
    stripe = (rows + columns + start) % 6 < 2
    return np.where(stripe, 0.4 * pictures + 0.6, pictures).astype("float32")

# %% task="denoise"
def restoring_pair(damaged, clean, seed):
    """Learn from pairs to undo damage.

    damaged, clean: (n, 16, 16, 1) float32, n about 100: the same pictures with and without damage.
    seed:           int, for your models.

    The pairs alone tell what the damage is: grain, a watermark, or something else, such as a negative
    (1 - picture). It may be two of them at once.

    Returns the pair (encoder, decoder), trained on these pairs and no others. decoder(encoder(damaged))
    has the shape of damaged. The code is as large as you like. On new pictures with grain the error
    (against clean ones) is at most a tenth above that of PCA. The PCA is fitted to the clean pictures,
    and has its best number of directions. It is so, too, if the grainy pictures are negatives. With a
    watermark it is at most a quarter of the damage, the mean squared difference that it makes.

    >>> clean = glimpses(100, 0)
    >>> encoder, decoder = restoring_pair(grain(clean, 0), clean, seed=0)
    >>> np.shape(decoder(encoder(grain(clean[:7], 1))))
    (7, 16, 16, 1)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: grain and watermark, before and after
# No need to read this cell: run it and look at the picture.
clean, new = glimpses(100, 0), glimpses(8, 1)
figure, panels = plt.subplots(5, 8, figsize=(9, 6))
lines = [("clean", new)]
for damage in (grain, watermark):
    encoder, decoder = restoring_pair(damage(clean, 0), clean, 0)
    damaged = damage(new, 1)
    lines += [(damage.__name__, damaged), ("restored", np.asarray(decoder(encoder(damaged))))]
for line, (name, pictures) in zip(panels, lines):
    for panel, picture in zip(line, pictures):
        panel.imshow(picture[..., 0], cmap="gray", vmin=0, vmax=1)
        panel.set(xticks=[], yticks=[])
    line[0].set_ylabel(name)
plt.show()

# %% [markdown]
# ## 8. Stretch: colour
#
# If the target need not be the input, what else can we ask for? Grey in, coloured out. A single grey pixel
# does not know its colour: the same grey is on a banana and on a table. One can give every grey its *mean
# colour*, as old postcards were tinted. To beat the postcard, a model must see what a pixel belongs to.

# %%
def coloured(n, seed):
    """Draw n small pictures of bananas on tables: (n, 16, 16, 3), float32 from 0 to 1."""
    large = bananas(n, 32, seed).astype("float32") / 255
    return large.reshape(n, 16, 2, 16, 2, 3).mean(axis=(2, 4))

# %% task="colour"
def colouring_pair(grey, colour, seed):
    """Learn to colour grey pictures.

    grey:   (n, 16, 16, 1) float32: the mean of the three channels of colour. n is about 150.
    colour: (n, 16, 16, 3) float32, from 0 to 1. They may be of another camera, in other colours.
    seed:   int, for your models.

    Returns the pair (encoder, decoder), trained on these pictures and no others.
    decoder(encoder(grey)) has the shape of colour. On new pictures of the same camera the mean squared
    error is at most 0.9 of the postcard's. The postcard is a straight line from grey to each of red,
    green and blue, the same for all pixels, fitted on the same pictures.

    >>> known = coloured(150, 0)
    >>> encoder, decoder = colouring_pair(known.mean(axis=-1, keepdims=True), known, seed=0)
    >>> np.shape(decoder(encoder(known[:7].mean(axis=-1, keepdims=True))))
    (7, 16, 16, 3)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: grey, coloured by you, and as it was
known, new = coloured(150, 0), coloured(8, 1)
encoder, decoder = colouring_pair(known.mean(axis=-1, keepdims=True), known, 0)
grey = new.mean(axis=-1, keepdims=True)
painted = np.asarray(decoder(encoder(grey)))
figure, panels = plt.subplots(3, 8, figsize=(9, 3.6))
shades = grey.repeat(3, axis=-1)
for line, name, some in [(0, "grey", shades), (1, "yours", painted), (2, "as it was", new)]:
    for panel, picture in zip(panels[line], some):
        panel.imshow(np.clip(picture, 0, 1))
        panel.set(xticks=[], yticks=[])
    panels[line, 0].set_ylabel(name)
plt.show()

# %% [markdown]
# ## The family portrait
#
# Your own functions fill this page. Those members of the family that take rows of numbers look at the
# same ribbon. Read it column by column: none of them is best everywhere. *Slope* is the Jacobian's norm
# over the code's spread; *noise left* is what comes through of noise that was added to the rows.

# %% tags=["experiment"]
# experiment: the family side by side, on new rows of one ribbon
# No need to read this cell: run it and look at the picture.
x, fresh = ribbon(400, 7, 0), ribbon(300, 7, 1)
noisy = (fresh + 0.2 * np.random.default_rng(8).standard_normal(fresh.shape)).astype("float32")
family = {
    "linear, 1": linear_twin(x, 1, 0),
    "linear, 2": linear_twin(x, 2, 0),
    "deep, 1": deep_pair(x, 1, 0),
    "sparse, 32": sparse_pair(x, 32, 0),
    "plain, 6": contractive_pair(x, 6, 0, False),
    "contractive, 6": contractive_pair(x, 6, 0, True),
}
table = []
for encoder, decoder in family.values():
    code, back = np.asarray(encoder(fresh)), np.asarray(decoder(encoder(noisy)))
    table.append({
        "error": distance(encoder, decoder, fresh).mean(),
        "weights": sum(half.count_params() for half in (encoder, decoder) if isinstance(half, keras.Model)),
        "silent": silent_share(encoder, fresh),
        "slope": jacobian_norm(encoder, fresh) / np.sqrt(code.var(axis=0).sum()),
        "noise left": np.mean((back - fresh) ** 2) / np.mean((noisy - fresh) ** 2),
    })
columns = list(table[0])
print(f"{'':16}" + "".join(f"{column:>12}" for column in columns))
for name, row in zip(family, table):
    print(f"{name:16}" + "".join(f"{row[column]:12.4g}" for column in columns))
colours = ["#cc6677", "#cc6677", "#4477aa", "#ccbb44", "#bbbbbb", "#228833"]
figure, panels = plt.subplots(1, 5, figsize=(13, 2.8), sharey=True)
for panel, column in zip(panels, columns):
    panel.barh(range(len(family)), [row[column] for row in table], color=colours)
    panel.set_title(column)
panels[0].set_yticks(range(len(family)), family)
panels[0].invert_yaxis()
plt.tight_layout()
plt.show()

# %% [markdown]
# ## What to take home
#
# One loss, the distance, and no labels. Straight layers find PCA's sheet, bent ones a bent sheet, shared
# weights what is the same everywhere. A price on activity gives a sparse code, a price on slopes a calm
# one. And if the target is not the input, the same two funnels clean pictures, or colour them.
