# %% [markdown]
# # Even or odd: learn the rule instead of writing it
#
# Somebody gives you a number, and wants to know whether it is even. Call the number X, the answer y,
# and whatever leads from one to the other f:
#
# **y = f(X)**
#
# There are two ways to come by f. A *programmer* thinks about it and writes it down. A *learner* is
# shown samples (2 → 0, 5 → 1, 8 → 0, 3 → 1) and finds an f that fits them. Nobody tells the learner
# what the 0 and the 1 stand for.
#
# For even and odd, the programmer wins: the rule is one short line. But try to write down the f that
# leads from a photograph to the name of the person in it! There, learning is all we have. So we learn
# on a rule that everybody knows: whatever goes wrong, we will see exactly what it was.
#
# *Reading and solving: about 75 minutes. Cells that begin with `# experiment` are yours to play
# with: they are not run when your notebook is graded; every other code cell is, yours too, so begin
# slow cells of your own like that. Stuck? `hint("a task's name")` has a question for you, and then
# an idea; `progress()` draws where you stand.*

# %%
from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("even-odd")

# %% tags=["experiment"]
# experiment: what goes in and what comes out, for the programmer and for the learner
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
# no machine word holds them. And what is neither even nor odd gets no answer at all, but an error
# that says so: a wrong answer is worse than none.

# %% task="rule"
def parity(x):
    """Tell even from odd.

    x: an integer of any size, positive or negative: a Python int or a NumPy integer.

    Returns 0 if x is even and 1 if it is odd, as a whole number (0, not False).
    Anything that is not an integer (2.5, 4.0, "4", None) raises a TypeError. What True and False
    get is up to you.
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. The learner's way begins with samples
#
# A learner needs pairs (X, y). We are in the lucky position of knowing f, so we can make as many as
# we like: draw numbers, and let f label them. Three things are worth care.
#
# - **The range.** As in Python's `range`, `low` belongs to it and `high` does not.
# - **The seed.** Whoever calls with the same seed gets the same data, today and next year. Without
#   that, nobody can repeat what you did, you included.
# - **The neighbours.** `np.random.seed` would do it, but it resets the one generator that *all* code
#   in this process shares: the random numbers of everybody else change, too. Make a generator of
#   your own.

# %% task="samples"
def make_samples(n, low, high, seed):
    """Draw n numbers and label them.

    n:         how many. It may be larger than the range: a number may come up more than once.
    low, high: whole numbers, low < high. Each whole number x with low <= x < high is equally likely;
               they may be negative.
    seed:      int, at least 0. The same seed gives the same samples, another seed gives others. The
               global random state (of NumPy, of Python) stays as it is.

    Returns the pair (X, y): X of shape (n,), int64; y of shape (n,), int64, 0 for even, 1 for odd.
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
# learner they are not the same at all, as we shall see. In the picture each row is a number and each
# column a bit. Is there a column that looks familiar?

# %% task="features"
def to_bits(x, width):
    """Write numbers in binary, one row for each.

    x:     (n,) int64, with 0 <= x < 2**width. It is not changed.
    width: how many bits, 1 to 62.

    Returns an array of shape (n, width), float32, of zeros and ones: column 0 is the least
    significant bit (the ones), column 1 the twos, column 2 the fours, and so on.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: numbers from 0 to 31 in binary, and whether they are odd
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
# Here is the smallest network there is. It has one weight for each feature. It multiplies, adds up,
# and squeezes the sum into a *probability* between 0 and 1. Use it, or build your own.
#
# The cell below it shows a whole lesson, on another question: **is the number 500 or more?** `fit`
# goes through the samples again and again (each round is an *epoch*), and moves the weights a little
# each time, so that the probability comes nearer to y. Inputs always have a row for each sample and a
# column for each feature, here just one: the number itself, moved and shrunk to lie between -1 and 1.

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
# honest learner believes what it is shown, and answers swapped. All that it has learnt stands in the
# weights of its model: nowhere else. (`x % 2` as one *feature* among others is fair: the model must
# still find out what it is good for. As the answer it is not.)
#
# **The exam is not the homework.** Somebody who learns the training numbers by heart gets all of them
# right, and has understood nothing. So ask about numbers that were not in the lesson. Ask harder still:
# train on numbers below 1000, and ask about numbers up to a million. Here a model that has found the
# rule goes on, and many that only *look* as if they had do not. Mind what your features do with a
# number that is far larger than all they have seen.

# %% task="learn"
def learn_parity(X, y):
    """Fit a Keras model on samples.

    X: (n,) int64, different numbers with 0 <= X < 1000, n between 500 and 800.
    y: (n,) int64: 0 for even and 1 for odd, or the other way round. The model learns what y says.

    Returns a fitted Keras model, on features of your choice. It consists of Keras's own layers: the
    checks build it again from its config and weights. Keep the training short: a second or two.
    """
    raise NotImplementedError


def predict_parity(model, x):
    """Ask a model that `learn_parity` has fitted, by a call or by `predict`.

    x: (m,) int64, any m from 1 on, with 0 <= x < 1_000_000.

    Returns an array of shape (m,), int64: the answers, 0 or 1, as the model has learnt them. Of new
    numbers from 1000 to a million at least 99 in 100 are right.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what did it find? Flip one bit of many numbers: how often does the answer change?
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
# one gets no better than a coin, and more units or more epochs hardly help: its answer would have to
# jump up and down four thousand times along the number line, and a network likes to move slowly.
# The picture below shows thirty of those steps.
#
# Is the raw number a bad feature, then? No. Ask both "is it 2048 or more?", and both can tell. **A
# feature is good or bad for a question**, not by itself. So your lesson should not care what the
# question is: it learns whatever y says. (It will be asked others, too: another bit, another size.)
#
# You are to hand back two *functions*. A function can be made inside another one and remembers what it
# found there:
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
# experiment: thirty numbers from the middle of the line, and what the two questions say of them
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

    X:    (n,) int64, with 0 <= X < 4096, n about 2000.
    y:    (n,) int64, 0 or 1: the answers to some question about X.
    seed: int, to seed your models with (`keras.utils.set_random_seed`).

    Returns the pair (raw, bits) of two functions. Each takes an (m,) int64 array of numbers below
    4096 and returns an (m,) array of answers, 0 or 1, by a model that was fitted on X and y. `raw`
    sees the number itself, scaled as you like, as its only feature; `bits` sees its 12 bits. The
    answer for a number is the same whatever other numbers are asked about with it.

    How many in 100 are right, of numbers that are not in X: where y says even or odd, `bits` gets at
    least 99, and `raw` no more than 60. Where y is another one of the bits, or its opposite, `bits`
    gets at least 99, too. Where y says "T or more", or "below T", with T from 1200 to 2900 (2048,
    say), `raw` gets at least 90, and `bits` at least 75.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: two features, two questions
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
# even somebody who knows f exactly is marked wrong whenever the label is: there is a *ceiling* that no
# model gets over, and what is missing above it is called the *irreducible error*.

# %% task="noise"
def add_label_noise(y, rate, seed):
    """Flip labels at random.

    y:    (n,) int64, 0 or 1. It is not changed; the result is a new array.
    rate: each label, independently of all others, is flipped with this probability, 0 <= rate <= 0.5.
    seed: int, at least 0. The same seed gives the same flips, another seed others; the global random
          state stays as it is.

    Returns an array of shape (n,), int64.
    """
    raise NotImplementedError


def ceiling(rate):
    """The best accuracy to be expected on labels with noise.

    rate: the share of flipped labels, 0 <= rate <= 0.5.

    Returns a float: the share of *noisy* labels that somebody gets right who knows f exactly.
    """
    raise NotImplementedError

# %% [markdown]
# ## 7. Stretch: learn right from wrong labels
#
# Here is the good news. A model that is *taught* with noisy labels may still find the true f: each
# misprint pulls the weights its own way, but they pull in all directions, while the right labels all
# pull together. Such a model scores near 1 on clean labels, although it has never seen a clean sheet,
# and just about the ceiling on noisy ones.
#
# If it goes wrong, you will notice by a mark that is too good: on its own training rows, one label in
# five of them misprinted, a model that knows f gets about 0.8. One that gets 0.95 has learnt misprints.

# %% task="through-noise"
def learn_through_noise(X, y):
    """Fit a model on noisy labels.

    X: (n,) int64, different numbers with 0 <= X < 4096, n about 2000.
    y: (n,) int64, 0 or 1: one of the 12 bits of X, most often the last (0 for even, 1 for odd), or the
       opposite of one; but one label in five is flipped.

    Returns a function that takes an (m,) int64 array of numbers below 4096 and returns an (m,) array
    of answers, 0 or 1, to each number the same whatever else is asked. By the *clean* labels, at
    least 95 in 100 answers for new numbers are right.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: more and more noise in the labels, for the lesson and for the exam
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
# A learner finds f in samples; you decide what it is shown. Give it features in which the answer is
# easy to see, ask it about numbers that it has never met, and swap the labels if you doubt that it
# learns. And when it stops below 1, ask first how much of the rest is noise: that part no model gets.
