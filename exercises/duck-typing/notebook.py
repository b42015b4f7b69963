# %% [markdown]
# # Duck typing: if it bounces, play with it
#
# At the gate of a playground stands a keeper with a list. *Balls may come in.* A child brings a
# kangaroo. It is not on the list, so it stays outside, although nobody bounces better. The keeper
# adds *kangaroos*. Next comes a spring on a string. The list gets longer and longer, and it is never
# long enough.
#
# The next keeper throws the list away. She does not ask what a thing **is**. She tells it: *bounce!*
# If it bounces, it plays. Python programmers call this **duck typing**, after an old joke: if it
# walks like a duck and quacks like a duck, treat it as a duck.
#
# Keras is full of it. A step in a network may be anything that can be called. Anything with
# `predict` can be scored. You will build the playground first, learn to catch the right error and
# no other, and then do the same with models.
#
# *Reading and solving: about 75 minutes. Cells that begin with `# experiment` are yours to play
# with: they are not run when your notebook is graded; every other code cell is, yours too, so begin
# slow cells of your own like that. Stuck? `hint("a task's name")` has a question for you, and then
# an idea; `progress()` draws where you stand.*

# %%
import time
from types import SimpleNamespace
from typing import Protocol, runtime_checkable

from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("duck-typing")

# %% [markdown]
# ## The toys
#
# Here are four. Each that bounces tells how high, jump by jump, in metres. Look at their first
# lines: the classes have nothing in common. The spring has no class of its own at all, only a
# function that somebody hung on it under the name `bounce`.

# %%
class Ball:
    """A rubber ball: each jump is seven tenths as high as the one before."""

    def __init__(self, height):
        self.height = height

    def bounce(self):
        return self.height * 0.7 ** np.arange(8)


class Kangaroo:
    """It does not tire."""

    def bounce(self):
        return np.array([1.2, 1.5, 1.3, 1.5, 1.2, 1.5, 1.3, 1.5])


class Radio:
    """It plays, but it does not bounce."""

    def tune(self, station):
        return f"♪ {station} ♪"


spring = SimpleNamespace(bounce=lambda: np.abs(np.sin(np.arange(1, 9))))

# %% tags=["experiment"]
# experiment: one function draws them all. It knows one word, `bounce`, and no class. Run the cell and look
# at the picture; there is no need to read more of it than the line with `toy.bounce()`.
def draw(panel, toy):
    """Draw the jumps of a toy as arcs, side by side."""
    place = 0.0
    for height in toy.bounce():
        width = 2 * np.sqrt(height)  # who jumps higher is longer in the air
        x = np.linspace(0, 1, 30)
        panel.plot(place + width * x, 4 * height * x * (1 - x), color="#4477aa")
        place += width


figure, panels = plt.subplots(1, 3, figsize=(11, 2.4), sharex=True, sharey=True)
for panel, toy in zip(panels, [Ball(1.5), Kangaroo(), spring]):
    draw(panel, toy)
    panel.axhline(0, color="#cc6677")
    family = " < ".join(kind.__name__ for kind in type(toy).__mro__)
    panel.set_title(f"family: {family}", fontsize=10)
    panel.set_xlabel("time")
    panel.set_xticks([])
panels[0].set_ylabel("height (m)")
plt.show()

# %% [markdown]
# ## 1. Do not ask, play
#
# The picture shows three families that meet only in `object`, which everything in Python comes
# from. No list of classes would have let all three in.
#
# Write your answer where the cell says `raise NotImplementedError`, and run the cell. Two helpers go
# with each task. The cell below it, `check("playground")`, tries your answer on a few examples
# and says at once what it found; when your notebook is graded, other examples are tried.
# `hint("playground")`, in a cell of your own, asks you a question; called again, it tells the idea.

# %% task="playground"
class Playground:
    """A place for anything that bounces.

    play(item): calls `item.bounce()` once, and returns what that returns, as it is. The item may be an
    object of any class, a module, or a class itself. It is asked for its `bounce` once, and for nothing
    else. Every error travels on unchanged: the AttributeError that Python raises where there is no
    `bounce`, and whatever is raised inside `bounce`. So does Python's TypeError where `bounce` cannot be
    called, or needs something in the brackets. Unchanged means: the very error, with its words and its
    cause.

    >>> Playground().play(SimpleNamespace(bounce=lambda: "boing"))
    'boing'
    """

    def play(self, item):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: bring something of your own.
class Rumour:
    def bounce(self):
        return "from wall to wall"


print(Playground().play(Rumour()))
print(Playground().play(Ball(2.0)).round(2))

# %% [markdown]
# ## 2. It is easier to ask forgiveness than permission
#
# Now a whole box of things arrives, and not all of them bounce. Those that do not are put aside.
# How do you find out? There are two ways.
#
# - **Look before you leap**: *do you have `bounce`?* Yes. *Then bounce.* That asks twice, and between
#   the two questions the answer may change. Somebody else took the ball: a second thread, another
#   program, a file that was deleted. Programmers call this a *race*.
# - **Ask forgiveness**: take `bounce`, and be ready that it is not there. One question, one answer.
#   In Python circles this has a name of four letters, EAFP: *easier to ask forgiveness than
#   permission*.
#
# Asking forgiveness has a trap of its own. Suppose a robot has a `bounce`, and in the middle of its
# jump it trips over a bug and raises an AttributeError. If your `try` holds both the taking and the
# jumping, you will think that it has no `bounce`, put it aside, and nobody will ever hear of
# the bug. **Put under `try` only what you are ready to be forgiven for.**
#
# And a `bounce` that cannot be called, a number say, is of no use. Once you hold it, you may ask
# whether it is `callable`. Nobody can take it out of your hand.

# %% task="eafp"
def bounce_all(items):
    """Bounce everything that can bounce, and put the rest aside.

    items: any iterable (a list, a generator), however long. It can be walked through only once. The items
           are what a `for` loop over it gives: of a dict, its keys. Otherwise it is left as it is.

    Returns a tuple of two lists, (results, skipped), both in the order of `items`. The first holds what
    each `bounce()` returned, as it is, None too. The second holds the items themselves that have no
    `bounce`, or one that cannot be called.

    Each item is asked for its `bounce` once. A `bounce` that can be called is called once, with nothing in
    the brackets: at once, or after all items have been asked.

    An AttributeError means that an item has no `bounce` only if it is raised by asking for it. Every
    other error travels on unchanged. So does each error that is raised while an item bounces, whatever
    its kind and whatever it says, an AttributeError too.

    >>> bounce_all([7, SimpleNamespace(bounce=lambda: "boing"), "stone"])
    (['boing'], [7, 'stone'])
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what does forgiveness cost? (There is no need to read this cell; run it and look.) It times
# your function, and one that looks first, on boxes with more and more things that do not bounce. A `try`
# in which nothing goes wrong is nearly free; each exception that reaches an `except` costs a few hundred
# nanoseconds. If you wrote `getattr` with a default, your curve stays low: that asks only once as well,
# and Python forgives inside, where it is cheap.
def look_first(box):
    heard, rest = [], []
    for toy in box:
        if hasattr(toy, "bounce"):
            heard.append(toy.bounce())
        else:
            rest.append(toy)
    return heard, rest


class Quick:
    def bounce(self):
        return 1


shares = np.linspace(0, 1, 11)
for name, function, colour in [("look first", look_first, "#cc6677"), ("yours", bounce_all, "#4477aa")]:
    costs = []
    for share in shares:
        box = [Radio() if place < share * 1000 else Quick() for place in range(1000)]
        clock = [time.perf_counter()]
        for _ in range(30):
            function(box)
            clock.append(time.perf_counter())
        costs.append(np.diff(clock).min() / len(box) * 1e9)  # the others were disturbed
    plt.plot(shares, costs, "o-", color=colour, label=name)
plt.xlabel("share of things that do not bounce")
plt.ylabel("nanoseconds a thing")
plt.ylim(bottom=0)
plt.legend()
plt.show()

# %% tags=["experiment"]
# experiment: the race. This ball is there when you ask, and gone when you come back.
class LostBall:
    there = True

    def __getattr__(self, name):
        if name == "bounce" and self.there:
            self.there = False
            return lambda: "just caught it"
        raise AttributeError("somebody took it")


for name, function in [("look first", look_first), ("yours", bounce_all)]:
    try:
        print(f"{name}: {function([LostBall()])[0]}")
    except AttributeError as error:
        print(f"{name}: lost the race, {error}")

# %% [markdown]
# ## 3. Catch little
#
# Real tables have holes. A passenger's age is `"38"`, or `""`, or `None`, or the column is not
# there. You want a number, or a default where there is none. Each of these holes raises an
# exception of its own, and you know their names.
#
# What you do **not** want is `except:` with nothing behind it. It catches the typing error in your own
# code. It catches a division by zero in somebody's table. It catches even the KeyboardInterrupt by
# which you try to stop the program. An `except` is a net: knot it for the fish that you want.
#
# And again: who hands in the table is not your business. A dict, a row of a data frame, an open
# shelf on disk: whatever answers to square brackets will do. And think twice before you call a value
# empty: 0 is a number.

# %% task="narrow"
def read_number(mapping, key, default):
    """Read `mapping[key]` as a number, or give the default where there is none.

    mapping: anything that answers to square brackets. It is asked for `mapping[key]` once, and for
             nothing else.

    Returns `float(mapping[key])`, a float. It returns `default` itself, just as it was handed in, where
    - the key is missing, which a mapping tells by a KeyError,
    - the value is a text that is no number, such as "" or "unknown",
    - the value is of a type that gives no number, such as None or a list.

    Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`. Left open is
    any other LookupError, ValueError or TypeError that the mapping or the value raises by itself.

    >>> [read_number(row, "age", "?") for row in [{"age": "38"}, {"age": ""}, {}]]
    [38.0, '?', '?']
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: six passengers, and what is known of their ages
rows = [{"age": "38"}, {"age": ""}, {"age": None}, {}, {"age": "4.5e1"}, {"age": "about 40"}]
ages = [read_number(row, "age", float("nan")) for row in rows]
for row, age in zip(rows, ages):
    print(f"{row!s:20} {age}")
guessed = [read_number(row, "age", 0) for row in rows]
print(f"mean age, holes left out: {np.nanmean(ages):.1f}; holes taken for 0: {np.mean(guessed):.1f}")
# So the default is not yours to choose: only who asks knows what a hole should count for.

# %% [markdown]
# ## 4. A note on the gate
#
# So far one must read the code of `play` to learn what an item needs. The keeper could pin a note to
# the gate: *We say `bounce`. That is all.* In Python such a note is called a **protocol**. It looks
# like a class, and lists methods with nothing inside:
#
# ```python
# @runtime_checkable
# class Quacks(Protocol):
#     def quack(self): ...
# ```
#
# Nobody inherits from it. An object whose class never heard of `Quacks` still fits it, if it has
# what the protocol names, be it from its class or, like our spring, hung on itself. Editors and type
# checkers read protocols before the program runs. `isinstance` reads them, too, if they are
# marked as `runtime_checkable`. It looks at names only, not at what hides behind them.
#
# Write two protocols. One is the playground's. The other is for models: what a *learner* must have,
# something that can be fitted and can predict. A good protocol asks for what is needed **and nothing
# more**: each word too many shuts somebody out.

# %% task="protocol"
def write_protocols():
    """Write two protocols in here, and return the two classes.

    Returns the pair (Bouncy, Learner). Nothing but `isinstance` is asked of the two.
    - `isinstance(thing, Bouncy)` is True for whatever has something called `bounce`, and False for all
      others.
    - `isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all
      others.

    Nobody needs to inherit from them. It does not matter whether a thing has the word from its class or
    from itself. Left open are things that make a word up when asked (`__getattr__`, a property). Left open
    is also a word that stands for something that cannot be called.

    >>> bouncy, learner = write_protocols()
    >>> isinstance(spring, bouncy), isinstance(spring, learner)
    (True, False)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: who fits which protocol? Keras's models have never heard of yours. (No need to read it.)
bouncy, learner = write_protocols()
things = {
    "a ball": Ball(1), "a kangaroo": Kangaroo(), "the spring": spring, "a radio": Radio(),
    "a Keras model": keras.Sequential([keras.layers.Dense(1)]), "a Keras layer": keras.layers.Dense(1),
    "a broken toy (bounce = 3)": SimpleNamespace(bounce=3),
}
print(f"{'':26} Bouncy  Learner")
for name, thing in things.items():
    print(f"{name:26} {isinstance(thing, bouncy)!s:7} {isinstance(thing, learner)}")
# Look at the broken toy. An ordinary protocol compares names: that it fits does not mean that it works.

# %% [markdown]
# ## 5. Anything with `predict` can be scored
#
# Leave the playground. You have three predictors: a Keras model, a rule of thumb, and five lines that
# your colleague wrote on the train. Which is best? You want **one** function that scores all of them,
# and all that will come.
#
# They agree on one word, `predict`. They do not agree on what it gives:
#
# | shape | numbers | what they are | for example |
# | --- | --- | --- | --- |
# | `(n, k)`, k ≥ 2 | any | one number a class; the largest wins | Keras with `Dense(k, "softmax")` last |
# | `(n, 1)` or `(n,)` | all whole | the class of each row | your colleague |
# | `(n, 1)` or `(n,)` | not all whole | probabilities of class 1 | Keras with `Dense(1, "sigmoid")` last |
#
# So you do have to look: not at *who* answers, but at the *answer*. Two traps are waiting. NumPy
# compares an array of shape `(n, 1)` with one of shape `(n,)` without complaint and gives n × n
# answers. And some predictors' `predict` understands more words, such as Keras's `verbose=0`: the
# others would raise an error at them.

# %% task="scorer"
def accuracy(predictor, X, y):
    """Share of rows for which a predictor gives the right class.

    predictor: anything with `predict`. `predictor.predict(X)` is asked of it once, and nothing else.
    X:         whatever this predictor takes: an array, a dict, a list. X itself is handed on.
    y:         the true classes: n whole numbers from 0, n >= 1, as an array of shape (n,) or a list.
               A class that the predictor does not know, such as 7 with three columns, makes a wrong row.

    `predict` gives an array, a list or a tensor of finite numbers, of one of these shapes:
    - (n, k) with k >= 2: one column for each class. The class of a row is the column of its largest
      number (there are no ties).
    - (n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes.
    - (n, 1) or (n,), at least one number not whole, be it 0.9999: all are probabilities of class 1.
      Above 0.5 means class 1, and all else class 0.
    Left open are numbers that float32 cannot tell apart.

    Returns a float from 0 to 1. (An np.float64 is a float, too; an np.float32 is none.) Neither y nor what
    `predict` gave is changed.

    >>> accuracy(SimpleNamespace(predict=lambda X: [0, 1, 1, 2]), X=None, y=[0, 1, 2, 2])
    0.75
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: three predictors with nothing in common, on two half moons. One function scores them all.
# (There is no need to read more of this cell than the two classes; the rest trains, and draws.)
def moons(n, seed):
    """Draw n points of two classes: X (n, 2), float32; y (n,), int64."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 2, n)
    angle = np.pi * rng.random(n)
    X = np.stack([np.cos(angle) + y, np.sin(angle) + y * (0.4 - 2 * np.sin(angle))], axis=1)
    return (X + 0.15 * rng.standard_normal((n, 2))).astype("float32"), y


class NearestMean:
    """Five lines from the train."""

    def fit(self, rows, labels):
        self.means = np.array([rows[labels == one].mean(axis=0) for one in np.unique(labels)])
        return self

    def predict(self, rows):
        return ((rows[:, None] - self.means) ** 2).sum(axis=-1).argmin(axis=-1)


class BelowTheLine:
    """A rule of thumb: its answer is a plain list."""

    def predict(self, rows):
        return [1 if row[1] < 0.2 else 0 for row in rows]


X, y = moons(400, 0)
X_new, y_new = moons(400, 1)
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(2, activation="softmax"),
])
network.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy")
network.fit(X, y, epochs=40, verbose=0)
figure, panels = plt.subplots(1, 3, figsize=(11, 3.4), sharey=True)
across, up = np.meshgrid(np.linspace(-1.6, 2.6, 80), np.linspace(-1.5, 1.7, 80))
grid = np.stack([across.ravel(), up.ravel()], axis=1).astype("float32")
mean, rule = NearestMean().fit(X, y), BelowTheLine()
# Here we know who answers, and may ask Keras not to draw a bar. `accuracy` may not: its bar stays.
answers = [mean.predict(grid), np.array(rule.predict(grid)), network.predict(grid, verbose=0)[:, 1] > 0.5]
for panel, predictor, zones in zip(panels, [mean, rule, network], answers):
    panel.contourf(across, up, zones.reshape(across.shape), levels=1, colors=["#dde8f2", "#f5dde1"])
    for label, colour, marker in [(0, "#4477aa", "o"), (1, "#cc6677", "^")]:
        panel.plot(*X_new[y_new == label].T, marker, color=colour, markersize=3)
    panel.set_title(f"{type(predictor).__name__}: {accuracy(predictor, X_new, y_new):.2f}")
plt.show()

# %% [markdown]
# ## 6. Stretch: anything callable can be a layer
#
# Keras's layers and models are called like functions: `layer(x)`. So a function can do the work of a
# layer without weights, and an object with `__call__` can keep numbers of its own, as a layer keeps
# its weights. One list may hold them all.
#
# You need not know what `x` is, either. It may be an array, a tensor, or the symbolic placeholder that
# `keras.Input` gives, which has a shape and no values yet. If you leave `x` alone and only hand
# it on, then the same line computes numbers when it gets numbers, and *builds a model* when it gets a
# placeholder. If you convert it, or hand on a copy, that is lost.
#
# One more thing, and it seems to contradict section 2. There we did not look first, for two reasons:
# `bounce` could vanish between the question and the call, and a thing without it did no harm, it was
# put aside. Here both are different. You hold the steps themselves, and whether one can be
# called does not change while you look. And if you just tried, a fifth step that is a text would fail
# when four have already run. One of them may have written a file or trained a model, and no `except`
# undoes that. So here, look at all steps before the first one runs. Even then, ask what a step can
# *do*, not what it is.

# %% task="callable-layer"
def apply_all(steps, x):
    """Call the steps one after the other, each on the output of the one before.

    steps: any iterable of callables: layers, models, functions, objects with `__call__`, classes. It
           can be walked through only once, and is otherwise left as it is. There are at most a hundred.
    x:     anything: an array, a tensor, a symbolic tensor, a number, a text, None.

    The first step gets x itself. Each other step gets what the one before returned, None too. A step is
    called once for each time that it stands there, and gets nothing else. Nothing is converted or copied
    on the way. Returns the last step's output as it is. Without steps, returns x itself.

    If a step cannot be called, a TypeError is raised before any step has run. An error that is raised
    inside a step travels on unchanged, whatever its kind. So does Python's TypeError where a step does not
    take just one thing.

    >>> apply_all([str.upper, len], "boing")
    5
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: a function, a layer, an object and a NumPy function take turns at a curve. (Read the line
# that begins with `steps`; the rest draws.)
class Echo:
    """Adds what it heard, a little later and softer."""

    def __init__(self, delay):
        self.delay = delay

    def __call__(self, sound):
        return sound + 0.5 * np.roll(sound, self.delay)


def louder(x):
    return 3 * x


x = np.sin(np.linspace(0, 6 * np.pi, 300)).astype("float32")
steps = [louder, keras.layers.Activation("tanh"), keras.ops.convert_to_numpy, Echo(25), np.abs]
figure, panels = plt.subplots(1, 6, figsize=(13, 1.9), sharey=True)
for count, panel in enumerate(panels):
    panel.plot(apply_all(steps[:count], x), color="#4477aa")
    last = steps[count - 1] if count else None
    panel.set_title(getattr(last, "__name__", type(last).__name__) if count else "x", fontsize=9)
    panel.set_xticks([])
plt.show()

# %% tags=["experiment"]
# experiment: the same function builds a model. Its loss is a plain object: Keras asks of a loss only
# that it can be called and gives a number for each row.
class Huber:
    """Squares small errors; large ones count by their size alone."""

    def __call__(self, true, guess):
        error = keras.ops.abs(true - guess)
        return keras.ops.mean(keras.ops.where(error < 1, error**2 / 2, error - 0.5), axis=-1)


entry = keras.Input((1,))
layers = [keras.layers.Dense(16), keras.ops.tanh, keras.layers.Dense(1)]
model = keras.Model(entry, apply_all(layers, entry))
model.compile(keras.optimizers.Adam(0.05), loss=Huber())
t = np.linspace(-3, 3, 200, dtype="float32")[:, None]
past = model.fit(t, np.sin(t), epochs=60, verbose=0)
plt.plot(t, np.sin(t), color="#cccccc", linewidth=6, label="sine")
plt.plot(t, model.predict(t, verbose=0), color="#4477aa", label="the model")
plt.legend()
plt.title(f"a loss that is no Loss: {past.history['loss'][0]:.2f} → {past.history['loss'][-1]:.4f}")
plt.show()

# %% [markdown]
# ## What to take home
#
# Ask an object to do its work instead of asking what it is. Put under `try` what may fail, name the
# error, and let the others travel on. Look first only where a failure half way would do harm.
# And when you write a class of your own, give it the words that others already use, `fit`, `predict`,
# `__call__`: then everything that was written for them works with yours.
