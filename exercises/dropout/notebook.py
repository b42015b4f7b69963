# %% [markdown]
# # Dropout: separate the kids who copy
#
# In a classroom sits one pupil who always has the answer. The neighbours know it, and copy. Every
# test comes back with full marks, and the teacher is pleased, until the exam, where each sits
# alone. One pupil writes; the others have learnt to look sideways.
#
# A network's units do the same. In training a unit may find that its neighbour's output, with a
# small correction, is all it needs. Such units *co-adapt*: together they fit the training rows
# perfectly, but rows that they have not seen find them out.
#
# The teacher's remedy is simple: **before each test, send a random part of the class out of the
# room.** Nobody knows who will be there, so nobody can rely on one neighbour. That is Dropout. You
# will take it apart on a plain array, build it as a Keras layer, and measure what it buys.
#
# *Reading and solving: about 90 minutes. Cells that begin with `# experiment` are yours to play
# with: they are not run when your notebook is graded; every other code cell is, yours too, so begin
# slow cells of your own like that. Stuck? `hint("a task's name")` has a question for you, and then
# an idea; `progress()` draws where you stand.*

# %%
from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("dropout")

# %% [markdown]
# ## 1. Zero some, scale the rest
#
# Take a row of eight units that all give 1. The unit at the next layer adds them up: 8. Now half of
# them leave the room. What remains adds up to about 4, and the next layer, tuned to 8, is lost.
#
# So Dropout does **two** things. With a given `rate`, each unit on its own
#
# - is set to zero with probability `rate`, or
# - survives and is divided by `1 - rate`.
#
# The expected value of a unit x is then `rate · 0 + (1 - rate) · x / (1 - rate) = x`: the same as
# before. The picture shows it: bars come and go, the dashed mean stays around 1.

# %% tags=["experiment"]
# experiment: what stays when more and more leave
rng = np.random.default_rng(1)
figure, panels = plt.subplots(1, 4, figsize=(11, 2.4), sharey=True)
for panel, rate in zip(panels, [0.0, 0.25, 0.5, 0.75]):
    stays = rng.random(24) >= rate
    panel.bar(range(24), stays / (1 - rate), color=np.where(stays, "#4477aa", "#cccccc"))
    panel.axhline((stays / (1 - rate)).mean(), color="#cc6677", linestyle="--")
    panel.set_title(f"rate {rate}")
panels[0].set_ylabel("output of a unit that was 1")
plt.show()

# %% task="mask"
def dropout(x, rate, rng):
    """Drop units of an array at random, as Dropout does in training.

    x:    NumPy array of finite floats, float32 or float64, of any shape: (), (0, 3) and (1, 1) too. It
          is not changed.
    rate: share of units to drop, 0 <= rate < 1. Any other number raises a ValueError, NaN too.
    rng:  numpy.random.Generator; every random number comes from it, or from what it spawns. Another
          call with it draws another mask.

    Returns a new float array of x's shape. Each entry is 0 with probability `rate`, independently of
    all others, and x / (1 - rate) otherwise. (float32 or float64, a NumPy array or a tensor, as you
    like; for shape () a NumPy scalar will do.)

    >>> np.unique(dropout(np.ones((10, 10)), 0.75, np.random.default_rng(0))).tolist()
    [0.0, 4.0]
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. At the exam, everyone is in the room
#
# When the model *predicts*, nothing is dropped: we want all it has learnt, and the same answer each
# time. And at the exam there is nothing to scale either, since training has already seen to it that
# the sums stay what they are. Old textbooks did it the other way round (no scaling in training, multiply
# by `1 - rate` when predicting). Both keep the mean. Which would you rather have in a model that
# thousands of people use to predict?

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    """Dropout with a switch.

    x, rate, rng: as for `dropout` (you need not check the rate again). x is not changed.
    training:     True or False.

    True drops and scales as `dropout` does, in a new array. False gives back the numbers of x in x's
    shape, bit for bit the same: NaN, infinities and -0.0, too. (x itself or a copy, as you like.)

    >>> apply_dropout(np.array([0.1, -2.0]), 0.5, np.random.default_rng(0), training=False)
    array([ 0.1, -2. ])
    """
    raise NotImplementedError

# %% [markdown]
# ## 3. The same as a Keras layer
#
# In a model, three things are new.
#
# - **`training`** comes from Keras: True inside `fit`, False inside `predict`.
# - **The code of `call` is traced.** In `fit` and `predict` Keras runs your Python once, records the
#   tensor operations, and replays the recording at every batch. A mask drawn with NumPy would be
#   recorded as a constant: the same pupils outside the door, in every test, all year. Draw with
#   `keras.random`, and give it a `keras.random.SeedGenerator`, whose state moves on with each replay.
#   Gradients need no line of yours: a unit that is out of the room learns nothing from that test.
# - **The layer must survive a save.** Keras stores what `get_config` returns and rebuilds the layer
#   by calling the class with it: what every layer stores (`super().get_config()`), and what yours needs
#   on top. (You need not register the class: `custom_objects` names it when a model is loaded.)
#
# (A layer that hands everything to `keras.layers.Dropout`, or inherits from it, would pass the checks.
# You would have learnt to look sideways.)

# %% task="layer"
class MyDropout(keras.layers.Layer):
    """Dropout as a Keras layer.

    rate: share of units to drop, 0 <= rate < 1 (you need not check it again).
    seed: int from 0 to 2 * 10**9, or None. Two layers of one seed draw the same sequence of masks,
          whatever their names. Layers of other seeds, or without a seed, draw other masks: no mask of
          one comes up in another.

    Other arguments are those of every layer: name, dtype and trainable among them.

    call(inputs, training=False): inputs are finite floats, of any rank from 1 on; the first axis is
    the batch. In training each unit of each row is dropped on its own, with probability `rate`, and
    survivors are divided by 1 - rate. Every call draws a new mask, inside `fit` too. Outside training
    inputs come back unchanged. (Whether such a call moves the sequence of masks on is left open.)

    get_config(): all that Keras needs to build the same layer again: what every layer stores, such as
    its name, and "rate" and "seed" as they were given.

    >>> layer = MyDropout(0.75, seed=1)
    >>> np.unique(layer(np.ones((10, 10)), training=True)).tolist()
    [0.0, 4.0]
    """

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError

    def call(self, inputs, training=False):
        raise NotImplementedError

    def get_config(self):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: does the mask change inside `fit`? (No need to read the code.)
# Each of 8 units has a scale that begins at 1. In a step in which the unit is present it lets
# 1 / (1 - 0.5) = 2 through, so the step adds 2 to its scale. After twenty steps a frozen mask gives
# 1 (never there) and 41 (always there), and fresh ones something between.
probe = keras.Sequential([
    keras.Input((8,)),
    keras.layers.EinsumDense("bi,i->bi", output_shape=8, kernel_initializer="ones"),
    MyDropout(0.5, seed=1),
    keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", trainable=False),
])
probe.compile(keras.optimizers.SGD(1.0), "mae")
probe.fit(np.ones((20, 8)), np.full((20, 1), 1e6), batch_size=1, verbose=0)
print("scales after 20 steps:", np.round(probe.get_weights()[0]))

# %% [markdown]
# ## 4. What it buys
#
# Sixty pupils whisper about one yes-or-no question. Each knows a little: the truth, under a lot of
# noise. And one label in five is simply wrong, a misprint in the answer sheet. A class that learns
# the training sheet by heart learns the misprints, too.
#
# `classroom` draws such data. A model with enough units, trained long enough, gets *every* training
# row right, which is more than the truth would get: four in five! Look at the gap between its marks
# for rows it has seen and its marks for new ones.

# %%
def classroom(n, seed):
    """Draw n rows: x of shape (n, 60), float32; y of shape (n,), float32, 0 or 1."""
    rng = np.random.default_rng(seed)
    truth = rng.choice([-1.0, 1.0], n)
    x = truth[:, None] + 4 * rng.standard_normal((n, 60))
    misprint = rng.random(n) < 0.2
    y = np.where(misprint, truth < 0, truth > 0)
    return x.astype("float32"), y.astype("float32")

# %% task="co-adaptation"
def train_pair(x, y, seed):
    """Fit two models that differ in nothing but Dropout.

    x:    (n, 60) float32, n from 180 to 220, as from `classroom`; but some pupils may always say the
          opposite.
    y:    (n,) float32, 0 or 1.
    seed: int from 0 to 2 * 10**9, to seed your models with: another call with the same arguments
          gives the same pair, and another seed another pair.

    Returns the pair (plain, dropped): two Keras models that give the probability of class 1, between
    0 and 1, of shape (n, 1). Both are Sequential or functional models of Keras's own layers, which can
    be built again from their config and weights. (Only Dropout may be your own MyDropout.)

    Both are compiled, and trained on x and y, all rows and no others, by `fit` or `train_on_batch`.
    (So there is no `validation_split`, and there are no callbacks.) Layers (and their settings), loss,
    optimizer (and its settings), batch size and number of epochs are the same for both. Initial weights
    and the order of the rows may differ.

    `plain` has no Dropout (a rate of 0 counts as none). It gets at least 95 % of the rows of x right.

    `dropped` has Dropout before its first layer of units, and between two of them at least once, but
    not after the last. It drops enough to matter: with training=True two answers for a row differ by
    more than 0.03 on average. Its gap between training and new rows is smaller by at least 0.05.
    (Aim at 0.1: it varies with the rows.) It gets more than 55 % of new rows right.

    Keep the training short: 40 to 60 epochs of small layers will do.

    >>> plain, dropped = train_pair(*classroom(200, seed=0), seed=0)
    >>> dropped.predict(classroom(5, seed=1)[0], verbose=0).shape
    (5, 1)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the gap, with and without Dropout (no need to read the code)
def right(model, x, y):
    """Share of rows on which the model is right."""
    return float(((np.asarray(model(x, training=False))[:, 0] > 0.5) == y).mean())


marks = {"plain": [], "dropped": []}
for seed in range(3):
    x, y = classroom(200, seed)
    x_new, y_new = classroom(4000, 1000 + seed)
    for name, model in zip(marks, train_pair(x, y, seed)):
        marks[name].append((right(model, x, y), right(model, x_new, y_new)))
for place, (name, pairs) in enumerate(marks.items()):
    seen, new = np.mean(pairs, axis=0)
    plt.bar([3 * place, 3 * place + 1], [seen, new], color=["#4477aa", "#ccbb44"])
    plt.text(3 * place + 0.5, 1.02, f"{name}: gap {seen - new:.2f}", ha="center")
plt.axhline(0.8, color="#cc6677", linestyle="--")
plt.xticks([0, 1, 3, 4], ["seen", "new", "seen", "new"])
plt.ylabel("share right (dashed: the truth itself)")
plt.ylim(0.4, 1.1)
plt.show()

# %% [markdown]
# ## 5. Stretch: whole channels
#
# In a feature map, a pixel's neighbours say nearly what it says. Send one out of the room, and the
# others whisper its answer through the door: dropping single pixels hardly hurts. So drop the whole
# map. Keras does it through a `noise_shape`: the mask is drawn in that smaller shape and stretched
# over the rest.

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    """Dropout whose mask is drawn in a smaller shape and stretched over x.

    x, rate, rng: as for `dropout` (you need not check the rate again). x is not changed.
    noise_shape:  tuple as long as x.shape, which may have any length. At None, the mask is as long as
                  that axis of x. At 1, it has length 1: all units along that axis live or die together.

    Each entry of the mask is drawn independently, and dies with probability `rate`. Returns a new float
    array of x's shape: 0 where the mask has died, and x / (1 - rate) where it lives.
    For images of shape (batch, height, width, channels), (None, 1, 1, None) drops whole channels.

    >>> maps = shaped_dropout(np.ones((50, 2, 3, 4)), 0.5, np.random.default_rng(0), (None, 1, 1, None))
    >>> np.unique(np.sum(maps, axis=(1, 2))).tolist()
    [0.0, 12.0]
    """
    raise NotImplementedError

# %% [markdown]
# ## 6. Stretch: ask the class a hundred times
#
# Leave Dropout **on** while predicting, and each pass asks another part of the class. Where they
# all agree the answer is safe; where they differ, nobody has really learnt it. The mean of the
# passes is the prediction, their spread an honest warning. (The literature calls it Monte Carlo
# dropout.)

# %% task="uncertainty"
def mc_predict(model, x, n):
    """Predict n times with Dropout on.

    model: a built Keras model with one input and one output, of any shape and values. Other models may
           be among its layers. It is not changed: its weights, what is frozen in it, and how it is
           compiled. Only its Dropout layers act differently in training, and rows share no mask.
    x:     (rows, …) float array, at least one row.
    n:     number of passes, at least 2. Each pass draws new masks, in a later call and where a Dropout
           has a seed, too. (n calls or one large batch: as you like.)

    Returns the pair (mean, spread), two arrays of the shape of one prediction: the mean and the
    standard deviation of exactly these n passes, for each row and each output by itself. (Divide the
    squares by n or by n - 1, as you like.)

    >>> model = keras.Sequential([keras.Input((1,)), keras.layers.Dropout(0.5)])
    >>> mean, spread = mc_predict(model, np.ones((1, 1)), 400)
    >>> round(float(mean[0, 0])), round(float(spread[0, 0]))
    (1, 1)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: fit a curve where there are data (the grey band), and look at the spread where there are none.
# (No need to read the code.)
keras.utils.set_random_seed(3)
xs = np.random.default_rng(3).uniform(-2, 2, (200, 1)).astype("float32")
ys = np.sin(2 * xs)
curve = keras.Sequential([
    keras.Input((1,)),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(1),
])
curve.compile("adam", "mse")
curve.fit(xs, ys, epochs=150, verbose=0)
line = np.linspace(-5, 5, 200, dtype="float32")[:, None]
mean, spread = (np.ravel(part) for part in mc_predict(curve, line, 100))
plt.fill_between(line[:, 0], mean - 2 * spread, mean + 2 * spread, color="#88ccee", alpha=0.6)
plt.plot(line[:, 0], mean, color="#4477aa")
plt.plot(xs, ys, ".", color="#333333", markersize=2)
plt.axvspan(-2, 2, color="#dddddd", zorder=0)
plt.show()

# %% [markdown]
# ## What to take home
#
# Dropout zeroes **and scales**, in training only, with a new mask at every call. It does not make
# a network smaller: all units are there at the exam, they have just learnt not to copy.
