# %% [markdown]
# # Even or odd: learn the rule instead of writing it
#
# Somebody gives you a number, and wants to know whether it is even. Call the number X and the answer y.
# The rule that leads from one to the other is f:
#
# **y = f(X)**
#
# There are two ways to come by f. A *programmer* thinks about it and writes it down. A *learner* is
# shown samples (2 → 0, 5 → 1, 8 → 0, 3 → 1) and finds an f that fits them. Nobody tells the learner
# what the 0 and the 1 stand for.
#
# For even and odd, the programmer wins: the rule is one short line. But try to write down the f that
# leads from a photograph to the name of the person in it! There, learning is all we have. So we learn
# a rule that everybody knows. If something goes wrong, we will see exactly what it was.
#
# *Reading and solving takes about 75 minutes. Cells that begin with `# experiment` are yours to play
# with, and grading does not run them. It runs every other code cell, your own too, so begin slow cells
# of your own like that. Are you stuck? `hint("a task's name")` has a question for you, and then an idea.
# `progress()` draws where you stand.*

# %%
from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("even-odd")

# %% tags=["experiment"]
# experiment: what goes in and what comes out, for the programmer and for the learner
# (No need to read this cell.)
figure, panels = plt.subplots(1, 2, figsize=(10, 2.2))
for panel, who, goes_in, comes_out in [
    (panels[0], "programmer", ["X  (5)", "f  (a rule)"], "y  (1)"),
    (panels[1], "learner", ["X  (2, 5, 8, 3)", "y  (0, 1, 0, 1)"], "f  (a model)"),
]:
    box = {"boxstyle": "round,pad=0.5", "facecolor": "#4477aa", "edgecolor": "none"}
    panel.text(0.5, 0.5, who.center(12), ha="center", va="center", color="white", bbox=box,
               family="monospace", fontsize=12)
    arrow = {"arrowstyle": "->", "color": "#333333"}
    for height, name in zip([0.8, 0.2], goes_in):
        panel.annotate("", (0.33, 0.5), (0.2, height), arrowprops=arrow)
        panel.text(0.19, height, name, ha="right", va="center")
    panel.annotate("", (0.8, 0.5), (0.65, 0.5), arrowprops=arrow)
    panel.text(0.81, 0.5, comes_out, ha="left", va="center", color="#cc6677", fontsize=13)
    panel.axis("off")
plt.show()

# %% [markdown]
# ## 1. The programmer's way
#
# Write the rule. It is short, but a rule must hold for *every* number it may be given: for those
# below zero, for NumPy's integers (an `np.int64` is no Python `int`), and for integers so large that
# no machine word holds them. A thing that is neither even nor odd gets no answer at all, but an error
# that says so: a wrong answer is worse than none.

# %% task="rule"
def parity(x):
    """Tell even from odd.

    x: an integer of any size, positive or negative: a Python int (10**5000, too) or a NumPy integer of
       any dtype.

    Returns 0 if x is even and 1 if it is odd, as a whole number: a Python int or a NumPy integer (0, not
    False).

    Anything that is not an integer raises a TypeError: 2.5, 4.0, np.float32(4), "4", None, Fraction(4),
    a list, an array of several numbers. (Left open: True and False, NumPy's too; an array of a single
    number; other objects that Python can use as an index.)

    >>> print(parity(-3))
    1
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. The learner's way begins with samples
#
# A learner needs pairs (X, y). We are in the lucky position of knowing f, so we can make as many as
# we like: draw numbers, and let f label them. Three things are worth care.
#
# - **The range.** As in Python's `range`, `low` belongs to it and `high` does not.
# - **The seed.** The same seed gives everybody the same data, today and next year. Without that,
#   nobody can repeat your work, not even you.
# - **The neighbours.** `np.random.seed` resets the one generator that *all* code in this process
#   shares: the random numbers of everybody else change, too. Make a generator of your own.

# %% task="samples"
def make_samples(n, low, high, seed):
    """Draw n numbers and label them.

    n:         how many, 0 or more. It may be larger than the range: a number may come up more than once.
    low, high: whole numbers that fit into int64, low < high. They may be negative, and 10**18 apart.
    seed:      int, 0 <= seed < 2**32. The same arguments give the same samples, in another process too.
               Another seed gives others (if there is room to differ). The global random state (of NumPy,
               of Python) stays as it is.

    Returns the pair (X, y) of new arrays: X of shape (n,), int64; y of shape (n,), int64, 0 for even,
    1 for odd. Each entry of X is drawn by itself, whatever the others are: all whole numbers x with
    low <= x < high are equally likely. (NumPy arrays or tensors, as you like.)

    >>> np.array(make_samples(4, 7, 8, seed=0))  # 7 is the only number in the range
    array([[7, 7, 7, 7],
           [1, 1, 1, 1]])
    """
    raise NotImplementedError

# %% [markdown]
# ## 3. How do you show a number to a learner?
#
# A network multiplies its inputs by weights, adds up, and bends the result a little. What goes in
# should be a few numbers, none of them huge. We call them *features*. The number 13 could be shown
# as one feature, 13.0. Or as its binary digits, its *bits*:
#
# 13 = 1·1 + 0·2 + 1·4 + 1·8, so its bits, beginning with the least significant one, are 1, 0, 1, 1.
#
# Both say the same: from the bits you get the number back, and the other way round. Yet for a
# learner they are not the same at all, as we shall see. In the picture below, each row is a number and
# each column a bit. Is there a column that looks familiar?

# %% task="features"
def to_bits(x, width):
    """Write numbers in binary, one row for each.

    x:     (n,) int64 array, n >= 0, with 0 <= x < 2**width. It may be a view, such as numbers[::2], or
           read-only. It is not changed.
    width: how many bits, 1 to 62.

    Returns a new array of shape (n, width), float32, of zeros and ones: column 0 is the least
    significant bit (the ones), column 1 the twos, column 2 the fours, and so on. No later call changes
    it. (A NumPy array or a tensor, as you like.)

    >>> np.array(to_bits(np.array([13, 6]), 5))
    array([[1., 0., 1., 1., 0.],
           [0., 1., 1., 0., 0.]], dtype=float32)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: numbers from 0 to 31 in binary, and whether they are odd (no need to read this cell)
from matplotlib.colors import ListedColormap

shown = np.arange(32)
figure, panels = plt.subplots(1, 2, figsize=(5, 6), sharey=True, width_ratios=[5, 1])
colours = ListedColormap(["#dddddd", "#4477aa"])
panels[0].imshow(to_bits(shown, 5), cmap=colours, aspect="auto")
panels[0].set_xticks(range(5), ["ones", "twos", "fours", "eights", "sixteens"], fontsize=8)
panels[0].set_ylabel("number")
panels[1].imshow(shown[:, None] % 2, cmap=ListedColormap(["#dddddd", "#cc6677"]), aspect="auto")
panels[1].set_xticks([0], ["odd?"])
plt.show()

# %% [markdown]
# ## 4. A learner learns
#
# Here is the smallest network there is. It has one weight for each feature. Use it, or build your own.
#
# - `Dense(1)` multiplies each feature by its weight, and adds up. `"sigmoid"` squeezes the sum into a
#   *probability* between 0 and 1.
# - `compile` says how the network learns. `"binary_crossentropy"` is the *loss*: it is large where the
#   probability is far from y. `Adam(0.1)` moves the weights so that the loss gets smaller; 0.1 is the
#   size of its steps.
# - `fit` goes through the samples again and again. Each round is an *epoch*.
#
# The cell below it shows a whole lesson, on another question: **is the number 500 or more?** Inputs
# always have a row for each sample and a column for each feature. Here that is just one: the number
# itself, moved and shrunk to lie between -1 and 1.

# %%
def small_network(features):
    """One weight for each feature, one probability out; not trained yet."""
    network = keras.Sequential([
        keras.Input((features,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    return network

# %% tags=["experiment"]
# experiment: a whole lesson, on another question
numbers = np.arange(1000)
is_large = (numbers >= 500).astype("int64")
column = numbers[:, None] / 500 - 1
learner = small_network(1)
for total, more, colour in [(2, 2, "#88ccee"), (20, 18, "#4477aa"), (100, 80, "#332288")]:
    learner.fit(column, is_large, epochs=more, verbose=0)
    probability = learner.predict(column, verbose=0)[:, 0]
    plt.plot(numbers, probability, color=colour, label=f"after {total} epochs")
plt.plot(numbers, is_large, color="#cc6677", linestyle="--", label="y")
plt.xlabel("number")
plt.ylabel("probability of “500 or more”")
plt.legend()
plt.show()
print("share right:", ((probability > 0.5) == is_large).mean())

# %% [markdown]
# Now it is your turn, with even and odd. Two rules make it an honest game.
#
# **Do not look f up.** It is easy to "predict" with `% 2`. But that is the programmer's f, and nothing
# was learnt. Here is how to tell: give the learner *swapped* labels, 1 for even and 0 for odd. An
# honest learner believes them, and answers swapped. Tell it that every number is a 1, and it believes
# that, too. All that it has learnt stands in the weights of its model, and nowhere else.
#
# (You may show the model `x % 2` as a feature: it must still find out what it is good for. But the
# answer must be the model's.)
#
# **The exam is not the homework.** Somebody who learns the training numbers by heart gets all of them
# right, and has understood nothing. So ask about numbers that were not in the lesson. Ask harder still:
# train on numbers below 1000, and ask about numbers up to a million. Here a model that has found the
# rule goes on, and many fail that only *looked* right. Mind what your features do with a number that
# is far larger than all they have seen.

# %% task="learn"
def learn_parity(X, y):
    """Fit a Keras model on samples.

    X: (n,) int64, different numbers with 0 <= X < 1000, n between 500 and 800.
    y: (n,) int64: 0 for even and 1 for odd, or the other way round. Or all are 0, or all are 1. The
       model learns what y says.

    Returns a Keras model that was fitted on X and y and on no other samples, on features of your choice.
    Its training sees at most n different rows: each number of X is shown in one way, as often as you
    like.
    It consists of Keras's own layers: Lambda is one of them, and a Model class of your own may call them.
    All that it has learnt stands in its weights: the checks build it again from its config and weights,
    and the copy gives the same answers.

    >>> model = learn_parity(np.arange(600), np.arange(600) % 2)
    >>> np.array(predict_parity(model, np.array([12, 77, 123_456]))).tolist()
    [0, 1, 0]
    """
    raise NotImplementedError


def predict_parity(model, x):
    """Ask a model that `learn_parity` has fitted, by a call or by `predict`, about each number of x.

    x: (m,) int64, any m from 1 on, with 0 <= x < 1_000_000.

    Returns an array of shape (m,) and of an integer dtype: 0 or 1 for each number, as the model has
    learnt it. A number gets the same answer whatever other numbers are asked about with it. The caller
    may refill x afterwards, and write into the answers: that changes no later answer. (A NumPy array or
    a tensor, as you like.)

    Of new numbers, at least 99 in 100 are right: of those below 1000, and of those from 1000 to a
    million. If all labels of the lesson were alike, this holds below 1000 only.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what did it find? Flip one bit of many numbers: how often does the answer change?
# (No need to read this cell.)
lesson = np.random.default_rng(1).permutation(1000)[:600]
fitted = learn_parity(lesson, lesson % 2)
asked = np.random.default_rng(2).integers(1000, 500_000, 500)
before = np.asarray(predict_parity(fitted, asked))
changed = [np.mean(before != predict_parity(fitted, asked ^ (1 << place))) for place in range(18)]
plt.bar(range(18), changed, color="#4477aa")
plt.xticks(range(18))
plt.xlabel("bit that is flipped (0: the ones)")
plt.ylabel("share of answers that change")
plt.ylim(0, 1.05)
plt.show()

# %% [markdown]
# ## 5. The same number, shown in two ways
#
# Could the model not have found the bits by itself, inside the raw number? Let us see. Fit the same kind
# of network twice: once on the raw number (scaled to about 1 in size), once on its bits. The raw
# one gets no better than a coin, and more units or more epochs hardly help. Its answer would have to
# jump up and down four thousand times along the number line, and a network likes to move slowly.
# The picture below shows thirty of those steps.
#
# Is the raw number a bad feature, then? No. Ask both "is it 2048 or more?", and both can tell. **A
# feature is good or bad for a question**, not by itself. So your lesson should not care about the
# question: it learns whatever y says. (The checks ask others, too: another bit, another size.)
#
# You hand back two *functions*. A function can be made inside another one, and it remembers the
# variables that it found there:
#
# ```python
# def make_greeter(name):
#     def greet(day):
#         return f"Good {day}, {name}!"
#     return greet
#
# greet_ann = make_greeter("Ann")
# greet_ann("Monday")     # 'Good Monday, Ann!'
# ```

# %% tags=["experiment"]
# experiment: thirty numbers from the middle of the line, and the answers to both questions
# (No need to read this cell.)
line = np.arange(2033, 2063)
figure, panels = plt.subplots(2, 1, figsize=(10, 3), sharex=True)
for panel, name, says in zip(panels, ["odd?", "2048 or more?"], [line % 2, line >= 2048]):
    panel.step(line, says, where="mid", color="#4477aa")
    panel.plot(line, says, "o", color="#4477aa", markersize=4)
    panel.set_yticks([0, 1])
    panel.set_title(name, fontsize=10)
panels[1].set_xlabel("number")
plt.tight_layout()
plt.show()

# %% task="raw-number"
def compare_features(X, y, seed):
    """Fit one predictor on the raw number, and one on its bits.

    X:    (n,) int64, in any order, with 0 <= X < 4096, n about 2000.
    y:    (n,) int64, 0 or 1: the answers to some question about X.
    seed: int, 0 <= seed < 2**32. (You may pass it to `keras.utils.set_random_seed` before you make a
          model. It is left open whether the same seed gives the same answers.)

    Returns the pair (raw, bits) of two functions. Each asks its own model, which was fitted on X and y.
    `raw` sees the number itself, scaled as you like, as its only feature; `bits` sees its 12 bits. (Any
    kind of model will do.)

    Each function takes an (m,) int64 array of numbers below 4096, any m from 1 on, and returns an (m,)
    array of answers, 0 or 1. (A list or a tensor will do, of any dtype.) The answer for a number is the
    same each time, whatever other numbers are asked about with it, and whatever is fitted later. The
    caller may refill X, y and x afterwards, and write into the answers: that changes no later answer.

    Where y says even or odd, or the opposite, `bits` gets at least 99 in 100 right, and `raw` no more
    than 60, of numbers that are not in X. Where y is another one of the 12 bits, or its opposite, `bits`
    gets at least 99, too. Where y says "T or more", or "below T", with T from 1200 to 2900 (2048, say),
    `raw` gets at least 90, and `bits` at least 75.

    >>> raw, bits = compare_features(np.arange(0, 4096, 2), np.arange(0, 4096, 2) // 2048, seed=0)
    >>> [int(raw(np.array([9]))[0]), int(raw(np.array([4001]))[0])]
    [0, 1]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: two features, two questions (no need to read this cell)
shuffled = np.random.default_rng(3).permutation(4096)
seen, new = shuffled[:2000], shuffled[2000:]
questions = {"odd?": lambda x: x % 2, "2048 or more?": lambda x: (x >= 2048).astype("int64")}
for place, rule in enumerate(questions.values()):
    pair = compare_features(seen, rule(seen), seed=0)
    for offset, colour, name, predictor in zip([0, 1], ["#ccbb44", "#4477aa"], ["raw", "bits"], pair):
        share = np.mean(np.asarray(predictor(new)) == rule(new))
        plt.bar(3 * place + offset, share, color=colour)
        label = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        plt.text(3 * place + offset, 0.05, f"{name}: {share:.2f}", ha="center", bbox=label)
plt.axhline(0.5, color="#cc6677", linestyle="--")
plt.xticks([0.5, 3.5], list(questions))
plt.ylabel("share right of new numbers (dashed: a coin)")
plt.ylim(0, 1.05)
plt.show()

# %% [markdown]
# ## 6. Then e joins
#
# So far every label was right. In life some are not: a typing error, a sensor that hiccups, two doctors
# who disagree. The formula gets one letter more:
#
# **y = f(X) + e**
#
# The *noise* e depends on nothing that you can see. For our labels it means that now and then a label
# is flipped, 0 to 1 or 1 to 0, each on its own, with probability `rate`. Nobody can foresee which. So
# even somebody who knows f exactly is marked wrong whenever the label is wrong. There is a *ceiling*
# that no model gets over, and the gap above it is called the *irreducible error*.

# %% task="noise"
def add_label_noise(y, rate, seed):
    """Flip labels at random.

    y:    (n,) int64 array, 0 or 1, n >= 0. It may be a view, such as labels[::2], or read-only. It is
          not changed.
    rate: each label, independently of all others, is flipped with exactly this probability, whatever
          the label is: 0 <= rate <= 0.5, also 0.003, say.
    seed: int, 0 <= seed < 2**32. The same arguments give the same flips, in another process too. Another
          seed gives others (if there is room to differ). The global random state (of NumPy, of Python)
          stays as it is.

    Returns a new array of shape (n,), int64, also where nothing is flipped. No later call changes it.
    (A NumPy array or a tensor, as you like.)

    >>> np.array(add_label_noise(np.array([0, 1, 1]), 0.0, seed=0)).tolist()
    [0, 1, 1]
    """
    raise NotImplementedError


def ceiling(rate):
    """The best accuracy to be expected on labels with noise.

    rate: the share of flipped labels, a float, 0 <= rate <= 0.5.

    Returns a float, not rounded: the share of *noisy* labels that somebody gets right who knows f exactly.
    (An np.float64 is a float, too; an np.float32 is none.)

    >>> print(ceiling(0.25))
    0.75
    """
    raise NotImplementedError

# %% [markdown]
# ## 7. Stretch: learn right from wrong labels
#
# Here is the good news. A model that is *taught* with noisy labels may still find the true f. Each
# misprint pulls the weights its own way, but they pull in all directions. The right labels all pull
# together. Such a model scores near 1 on clean labels, although it has never seen a clean sheet. On
# noisy labels it scores about the ceiling.
#
# If it goes wrong, you will notice by a mark that is too good. Say that one label in five of the lesson
# is misprinted: then a model that knows f gets about 0.8 of its own training rows right. A model that
# gets 0.95 has learnt misprints. (The checks do not look at this number: they ask about new numbers.)

# %% task="through-noise"
def learn_through_noise(X, y):
    """Fit a model on noisy labels.

    X: (n,) int64, different numbers in any order, with 0 <= X < 4096, n about 2000.
    y: (n,) int64, 0 or 1: any one of the 12 bits of X, most often the last (0 for even, 1 for odd), or
       the opposite of one; but one label in five, drawn at random, is flipped. (The experiment below
       tries other shares, too; nothing is promised there.)

    Returns a function. It takes an (m,) int64 array of numbers below 4096, any m from 1 on, and returns an
    (m,) array of answers, 0 or 1. (A list or a tensor will do, of any dtype; and any kind of model.) The
    answer for a number is the same each time, whatever else is asked with it or learnt later. The caller
    may refill X, y and x afterwards, and write into the answers: that changes no later answer.

    By the *clean* labels, at least 95 in 100 answers for new numbers are right.

    >>> lesson = np.arange(0, 4096, 2)
    >>> clean = lesson // 2048
    >>> predict = learn_through_noise(lesson, add_label_noise(clean, 0.2, seed=0))
    >>> [int(predict(np.array([9]))[0]), int(predict(np.array([4001]))[0])]
    [0, 1]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: more and more noise in the labels, for the lesson and for the exam
# (No need to read this cell.)
rates = [0.0, 0.1, 0.2, 0.3, 0.4]
clean, noisy = [], []
for rate in rates:
    predictor = learn_through_noise(seen, add_label_noise(seen % 2, rate, seed=4))
    answers = np.asarray(predictor(new))
    clean.append(np.mean(answers == new % 2))
    noisy.append(np.mean(answers == add_label_noise(new % 2, rate, seed=5)))
plt.plot(rates, clean, "o-", color="#4477aa", label="on clean labels")
plt.plot(rates, noisy, "s-", color="#ccbb44", label="on noisy labels")
plt.plot(rates, [ceiling(rate) for rate in rates], "--", color="#cc6677", label="ceiling")
plt.xlabel("share of flipped labels")
plt.ylabel("share right of new numbers")
plt.ylim(0.4, 1.05)
plt.legend()
plt.show()

# %% [markdown]
# ## What to take home
#
# A learner finds f in samples, and you decide how they are shown. Give it features in which the answer
# is easy to see. Ask it about numbers that it has never met. Swap the labels if you doubt that it
# learns. And when it stops below 1, ask first how much of the rest is noise: that part no model gets.
