# %% [markdown]
# # Splits: exam questions must not be the homework
#
# A teacher hands out forty questions as homework. A week later comes the exam: the same forty
# questions. Everybody gets full marks. What has the class learnt? Perhaps a great deal. Perhaps
# forty answers. *The marks cannot tell.*
#
# A model is that class. It is fitted on rows whose answers it is shown. The only fair way to ask
# what it has learnt is with rows that it has never met. So the rows are split, before anything else
# happens, into three parts:
#
# - **training** rows are the homework: the model is fitted on them
# - **validation** rows are mock exams: with them *you* choose between models, sizes, settings
# - **test** rows are the exam: opened once, at the very end
#
# It sounds like one line of code. But the questions leak out of the teacher's drawer in more ways
# than one, and each leak gives wonderful marks. You will build the locks one by one, and see what
# each leak is worth.
#
# Three rules hold in all tasks:
#
# - where a contract says *array*, give back a NumPy array or a tensor; a list is no array
# - what is handed in is not changed: no array has other values after a call
# - what is returned belongs to the caller: writing into it changes no later result
#
# *Reading and solving: about 100 minutes. Cells that begin with `# experiment` are yours to play
# with. They are not run when your notebook is graded, so begin slow cells of your own like that;
# every other code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an
# idea. `progress()` draws where you stand.*

# %%
from course import open_exercise, progress
from course.data import breast_cancer, penguins, titanic

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("splits")

# %% [markdown]
# ## 1. Three piles
#
# Here are 344 penguins of three species, as they stand in the file: first all Adelie, then all
# Gentoo, then all Chinstrap. Many files are sorted like that, by kind, by hospital, by date. Cut
# such a file at 60 % and 80 %. A model that is trained on the first part has never seen a Chinstrap,
# and the exam asks of hardly anything else.
#
# So **shuffle, then cut**. And shuffle with a *seed*, so that the same rows are in the same pile
# tomorrow. With another shuffle each morning, yesterday's exam becomes today's homework, and after
# a week the model has seen it all.

# %% tags=["experiment"]
# experiment: which species is in which part, if the file is cut as it stands?
# No need to read this cell: run it, and look.
colours = {"Adelie": "#4477aa", "Gentoo": "#ccbb44", "Chinstrap": "#cc6677"}
species = penguins()["species"]


def show_parts(title, parts):
    """Draw each row as a thin bar in its species' colour, part by part."""
    plt.figure(figsize=(10, 1))
    start = 0
    for name, part in zip(["training", "validation", "test"], parts):
        places = start + np.arange(len(part))
        plt.bar(places, 1, width=1, color=[colours[kind] for kind in species[part]])
        plt.text(places.mean(), 1.08, name, ha="center")
        start += len(part) + 8
    for kind, colour in colours.items():
        plt.bar(0, 0, color=colour, label=kind)
    plt.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.05), frameon=False)
    plt.text(-10, 0.5, title, ha="right", va="center")
    plt.axis("off")
    plt.show()


show_parts("cut as it stands", np.split(np.arange(344), [206, 275]))

# %% task="three-way"
def split(n, fractions, seed):
    """Split the row numbers 0 … n - 1 at random into three parts.

    n:         number of rows, an int, at least 1.
    fractions: three numbers in a tuple, list or array, each above 0, that add up to 1.
    seed:      an int from 0 to 1 000 000. The same seed gives the same parts, in another Python
               process, too. Two seeds give different parts, unless these have very few rows.

    Returns three arrays in a tuple or list, (train, validation, test). Each is a one-dimensional
    array of integers, the numbers of its rows in any order. Every row is in one of them, and in one
    only. The first two hold n times their fraction of rows, to within one row (exactly one will
    do). The third holds all the rest. A part without any row is an integer array, too, of shape
    (0,): mind that `np.array([])` holds floats.

    Chance alone decides which rows a part gets. Each row can come into each part, and rows that
    stand side by side in the file need not stay together.

    A fraction of 0 or below raises a ValueError. So does a sum that is off by 0.001 or more, whether
    above 1 or below. A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding
    error: it raises nothing. Between the two, you may raise or not.

    >>> train, validation, test = split(5, (0.6, 0.2, 0.2), seed=0)
    >>> sorted([*train, *validation, *test]) == [0, 1, 2, 3, 4]
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the same with your split
show_parts("your split", split(344, (0.6, 0.2, 0.2), seed=1))

# %% [markdown]
# ## 2. A fair share for the rare
#
# Two hundred people were tested, and ten of them are ill. A test part of forty rows should hold
# two. Shuffled and cut, it holds two *on average*: with a little bad luck none at all, and then a
# model that finds nobody gets full marks.
#
# The remedy is to split each class on its own, in the same proportions, and to put the pieces
# together. That is a *stratified* split. Chance still decides who goes where. It no longer decides
# how many.

# %% task="stratify"
def stratified_split(y, fractions, seed):
    """Split rows at random into three parts that hold every class in the same proportion.

    y:         array of shape (n,), the class of each row: any whole numbers, or texts.
    fractions: as for `split`, and need not be checked again.
    seed:      as for `split`.

    Returns three arrays of row numbers like those of `split`, (train, validation, test). Every row
    is in one of them, and in one only. Of *each class*, the first two hold its number of rows times
    their fraction, to within one row (exactly one will do). The third holds all the rest of that
    class. Chance alone decides which rows of a class a part gets, as in `split`. Two classes of the
    same size may be shared out by the same draws.

    A class with fewer than 3 rows raises a ValueError, since it cannot be in all three parts. No
    other class raises anything, not even where a part gets none of its rows.

    >>> y = np.array(["well", "ill", "well", "ill", "well", "ill"])
    >>> parts = stratified_split(y, (0.6, 0.2, 0.2), seed=0)
    >>> sorted(np.concatenate(parts)) == [0, 1, 2, 3, 4, 5]
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: how many of the ten ill people are in the test part, in 200 splits?
# No need to read this cell: run it, and look.
ill = (np.arange(200) < 10).astype(int)
ways = {
    "split": lambda seed: split(200, (0.6, 0.2, 0.2), seed),
    "stratified_split": lambda seed: stratified_split(ill, (0.6, 0.2, 0.2), seed),
}
for side, colour, (name, way) in zip([-0.2, 0.2], ["#ccbb44", "#4477aa"], ways.items()):
    counts = np.bincount([ill[way(seed)[2]].sum() for seed in range(200)])
    plt.bar(np.arange(len(counts)) + side, counts, width=0.4, label=name, color=colour)
plt.xlabel("ill people among the forty test rows")
plt.ylabel("number of splits")
plt.legend(frameon=False)
plt.show()

# %% [markdown]
# ## 3. Families stay together
#
# On the Titanic nearly half of the passengers shared a ticket with somebody: families, friends,
# servants. On six in ten of these tickets either all lived or all died. Now think of a model that
# knows **nothing but tickets**. It remembers who survived on each ticket and says the same for the
# others on it. That is no knowledge about shipwrecks; on the next ship it is worth nothing. But
# split by rows, with half of a family in the homework and half in the exam, it looks as if it had
# learnt something.
#
# The same happens with ten pictures of one patient, with takes of one voice, with photographs of
# one banana from two sides. What belongs together is a *group*, and no group may stand on both
# sides of a wall.

# %% task="groups"
def group_split(groups, fractions, seed):
    """Split rows at random into three parts, and no group between two of them.

    groups:    array of shape (n,), the group of each row: any whole numbers, or texts. Groups are of
               different sizes, and their rows need not stand side by side.
    fractions: as for `split`, and need not be checked again.
    seed:      as for `split`.

    Returns three arrays of row numbers like those of `split`, (train, validation, test). Every row
    is in one of them, and in one only. All rows of a group are in the same one. Each part holds n
    times its fraction of *rows*, not groups, give or take twice the rows of the largest group.

    Chance decides which groups a part gets. Where no group has more than a tenth of a part's rows,
    each group can come into each part, whatever its name and size. A large group may do so somewhat
    more often or less often than a small one. Groups whose names follow each other need not stay
    together.

    >>> parts = group_split(np.array(["Li", "Ng", "Li", "Ng", "Oz"]), (0.4, 0.4, 0.2), seed=0)
    >>> sorted(np.concatenate(parts)) == [0, 1, 2, 3, 4]
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what does a model score that knows nothing but tickets?
# No need to read this cell: run it, and look.
ship = titanic()
survived, (tickets, ticket_of) = ship["survived"], np.unique(ship["ticket"], return_inverse=True)


def ticket_score(parts):
    """Accuracy on the test rows of a model that remembers tickets and nothing else."""
    train, _, test = parts
    alive = np.bincount(ticket_of[train], survived[train], len(tickets))
    aboard = np.bincount(ticket_of[train], minlength=len(tickets))
    says = np.where(aboard > 0, alive > aboard / 2, survived[train].mean() > 0.5)
    return (says[ticket_of[test]] == survived[test]).mean()


ways = {
    "split by rows": lambda seed: split(1309, (0.6, 0.2, 0.2), seed),
    "split by groups": lambda seed: group_split(ship["ticket"], (0.6, 0.2, 0.2), seed),
}
for colour, (name, way) in zip(["#ccbb44", "#4477aa"], ways.items()):
    scores = [ticket_score(way(seed)) for seed in range(100)]
    label = f"{name}: {np.mean(scores):.3f}"
    plt.hist(scores, bins=np.arange(0.5, 0.8, 0.01), alpha=0.7, label=label, color=colour)
plt.axvline(1 - survived.mean(), color="#cc6677", linestyle="--", label="says of everybody: died")
plt.xlabel("accuracy on the test rows, 100 splits")
plt.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
plt.show()

# %% [markdown]
# ## 4. One ruler
#
# Models like their columns to be of one size: mean 0, spread 1. So you subtract a mean and divide
# by a standard deviation. But whose? Three people, three answers:
#
# - *everybody's*: then the exam's questions had a say in how the homework was printed. That is a
#   leak, though often a small one
# - *each part's own*: then each part has a ruler of its own, and 5 in training is not 5 in the test
# - *that of the training rows*, for all parts: one ruler, made from what was known at the time
#
# The experiment shows what the second one hides. The scanner in another hospital reports all sizes
# larger by a third. Measured with the training rows' ruler you see it at once: the two means lie
# apart. With a ruler of its own the shift is gone, and nobody will ever find out why the model fails
# there.
#
# Keras has a layer for this, `keras.layers.Normalization`: `adapt` makes the ruler, calling the
# layer measures with it.

# %% task="no-leak"
def standardise(train, *others):
    """Standardise the columns of several arrays with the training rows' mean and spread.

    train:  float array of shape (n, columns), float32 or float64, n at least 2.
    others: any number of arrays with the same columns, or none. Each has one row or more. They may
            hold whole numbers, too.

    Returns a tuple or list of arrays, first train and then the others in their order, each in its
    own shape. From each column the mean of the training rows is subtracted. Then it is divided by
    their standard deviation (over n or n - 1, as you like). So a row of the others gets the same
    numbers, whatever rows stand beside it. Compute in float32 or better, and round nothing. The
    results are new arrays.

    Columns may be in very different units. A spread of 0.001 or of a million is a spread like any
    other, even round a mean of 1000. Where a column has the same value in all training rows, any
    numbers will do that are finite, small or huge; the other columns are standardised as usual.

    >>> train, test = standardise(np.array([[0.0], [10.0], [20.0]]), np.array([[10.0]]))
    >>> train.shape, test.shape, round(abs(float(test[0, 0])), 3)
    ((3, 1), (1, 1), 0.0)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: another hospital's scanner reports larger sizes. Which ruler shows it?
# No need to read this cell: run it, and look.
x, _ = breast_cancer()
here, there = x[:400, :1], x[400:, :1] * 1.33
figure, panels = plt.subplots(1, 3, figsize=(11, 3))
panels[1].sharex(panels[2])
rulers = {
    "as measured": (here, there),
    "each with its own ruler": [(part - part.mean()) / part.std() for part in (here, there)],
    "one ruler: your standardise": standardise(here, there),
}
for panel, (title, parts) in zip(panels, rulers.items()):
    for part, colour, name in zip(parts, ["#4477aa", "#cc6677"], ["here", "there"]):
        mean = round(float(np.mean(part)), 2) + 0  # -0.0 + 0 is 0.0
        label = f"{name}: mean {mean:.2f}"
        panel.hist(np.ravel(part), bins=25, density=True, alpha=0.5, color=colour, label=label)
        panel.axvline(mean, color=colour, linewidth=2, linestyle="--")
    panel.set_title(title)
    panel.set_yticks([])
    panel.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1))
plt.show()

# %% [markdown]
# ## 5. Gold from dice
#
# A hundred patients, half of them ill, 5000 genes. That is too many columns for so few rows. So you
# pick the twenty that go best with the illness, and *then* you split, fit and test. The test says:
# 90 % right!
#
# The genes are dice. All 5000 are random numbers and have nothing to do with anybody's health. But
# out of 5000 dice, some agree with any hundred labels, and you chose them while looking at the test
# rows' labels, too. **Choosing columns is learning.** It belongs behind the split like any other
# learning. Published results have fallen over this one.

# %% task="selection"
def choose_columns(x, y, train, k):
    """Choose the k columns that tell two classes apart best, by the training rows alone.

    x:     float array of shape (n, columns). Columns may be in very different units: spreads from
           1e-9 to 1e9 occur.
    y:     integer array of shape (n,) that holds 0 and 1, the class of each row.
    train: integer array, the numbers of the training rows in any order. Both classes are among them,
           with one row each or more.
    k:     how many columns to choose, from 1 to the number of columns.

    Returns an integer array of k different column numbers, in any order. The same training rows
    always give the same columns: other rows make no difference, even if they hold NaN.

    Measure in any sensible way how well a column tells the classes apart. It may be the distance of
    the two means in units of the spread, or the size of the correlation, or another figure. But it
    depends neither on a column's unit nor on which class is higher.

    A column with one value in all training rows tells nothing. It is not chosen before one that
    tells something. A column with one value in all training rows of class 0, and another one in all
    of class 1, tells most. It is chosen before columns in which the classes overlap.

    >>> x = np.array([[1.0, 5.0], [4.0, 5.0], [2.0, 9.0], [3.0, 9.0]])
    >>> choose_columns(x, np.array([0, 0, 1, 1]), np.arange(4), 1).tolist()
    [1]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the dice, chosen from all rows and from the training rows alone
# No need to read this cell: run it, and look.
def nearest_mean(x, y, new):
    """The simplest learner of all: each new row gets the class whose mean is nearer."""
    means = np.stack([x[y == label].mean(axis=0) for label in (0, 1)])
    return ((new[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)


scores = {"columns chosen from all rows": [], "columns chosen from training rows": []}
for seed in range(40):
    dice = np.random.default_rng(seed)
    x, y = dice.standard_normal((100, 5000)), dice.permutation(np.arange(100) % 2)
    train, test = np.arange(70), np.arange(70, 100)
    for name, rows in zip(scores, [np.arange(100), train]):
        best = choose_columns(x, y, rows, 20)
        says = nearest_mean(x[train][:, best], y[train], x[test][:, best])
        scores[name].append((says == y[test]).mean())
for colour, (name, values) in zip(["#cc6677", "#4477aa"], scores.items()):
    label = f"{name}: {np.mean(values):.2f}"
    plt.hist(values, bins=np.arange(0.2, 1.05, 1 / 30), alpha=0.7, color=colour, label=label)
plt.axvline(0.5, color="#333333", linestyle="--")
plt.xlabel("accuracy on the test rows (dashed: the truth)")
plt.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
plt.show()

# %% [markdown]
# ## 6. The perfect pupil
#
# Now build the pupil that the story began with, a model that learns **by heart and nothing else**.
# Each row that it was fitted on, it answers perfectly. On any other row it has no idea, and says
# what was most common in the homework. (Do not look for the nearest row that you know: that would
# already be an idea.)
#
# Then write the function that finds it out, and that would find out anyone. It returns *two* marks,
# since neither says anything alone.

# %% task="memoriser"
class Memoriser:
    """A model that knows its training rows by heart, and nothing else.

    fit(x, y):  x is a float32 array of shape (n, columns) whose rows all differ. Its classes stand
                in y, an integer array of shape (n,), from 0 up. Fitting again forgets all that was
                learnt before. What `fit` returns is left to you.
    predict(x): x is a float32 array with the same columns and one row or more. Returns an integer
                array of shape (len(x),). A row that is exactly like a training row gets that row's
                class, wherever it stands in x. Any other row, were it ever so near, gets the class
                that was most frequent in y (any of them, where several were).

    No number is NaN, and none is -0.0.

    >>> model = Memoriser()
    >>> _ = model.fit(np.array([[1.0], [2.0], [3.0]], "float32"), np.array([4, 7, 7]))
    >>> model.predict(np.array([[1.0], [1.1]], "float32")).tolist()
    [4, 7]
    """

    def fit(self, x, y):
        raise NotImplementedError

    def predict(self, x):
        raise NotImplementedError


def exam_gap(model, x, y, train, test):
    """Fit a model on the training rows and give it two marks.

    model:       anything with `fit(x, y)` and `predict(x)`. It need not be a Memoriser, nor know its
                 homework.
    x, y:        float32 array (n, columns) and integer array (n,): all rows, homework and exam.
    train, test: integer arrays, the row numbers of homework and exam. Each has one or more.

    Returns (homework, exam), two floats: the share of training rows, and of test rows, on which the
    fitted model is right. The model is fitted here, on the training rows alone. Use `model` itself,
    and not what its `fit` returns.

    >>> x, y = np.array([[1.0], [2.0], [3.0]], "float32"), np.array([0, 0, 1])
    >>> [float(mark) for mark in exam_gap(Memoriser(), x, y, np.array([0, 1]), np.array([2]))]
    [1.0, 0.0]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: two pupils who both know their homework. Only one has learnt something.
# No need to read this cell: run it, and look.
class KerasModel:
    """A small network with the same two methods."""

    def fit(self, x, y):
        keras.utils.set_random_seed(1)
        scale = keras.layers.Normalization()
        scale.adapt(x)
        self.model = keras.Sequential([
            keras.Input((x.shape[1],)),
            scale,
            keras.layers.Dense(16, "relu"),
            keras.layers.Dense(1, "sigmoid"),
        ])
        self.model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        self.model.fit(x, y, epochs=30, verbose=0)

    def predict(self, x):
        return (self.model.predict(x, verbose=0)[:, 0] > 0.5).astype(int)


x, y = breast_cancer()
train, _, test = stratified_split(y, (0.6, 0.2, 0.2), seed=2)
for place, (name, pupil) in enumerate({"Memoriser": Memoriser(), "a network": KerasModel()}.items()):
    homework, exam = exam_gap(pupil, x, y, train, test)
    plt.bar([3 * place, 3 * place + 1], [homework, exam], color=["#ccbb44", "#4477aa"])
    plt.text(3 * place + 0.5, 1.03, f"{name}: gap {homework - exam:.2f}", ha="center")
plt.axhline(y.mean(), color="#cc6677", linestyle="--")
plt.xticks([0, 1, 3, 4], ["homework", "exam"] * 2)
plt.ylabel("share right (dashed: always “benign”)")
plt.ylim(0, 1.15)
plt.show()

# %% [markdown]
# ## 7. Stretch: a mock exam wears out
#
# The test lies locked in the drawer. You try a hundred models and keep the one that does best on
# the validation rows. No row of theirs was ever trained on. Is its mark honest?
#
# Let all hundred toss coins. Each gets about half of the rows right, one a few more, another a few
# less, and you keep the luckiest. Its mark is not a lie about the past, but it says nothing of the
# future. **Each choice made with the validation rows carries a little of them into the model**,
# without a single fit. The more often you look, the more you read from them what they happen to be
# like. They wear out.
#
# Two things help. Report the winner's mark on rows that had *no part in the choice*. And for a new
# round of choices, use validation rows that nobody has looked at yet: a pool that hands out fresh
# ones, never one twice, and says so when it is empty. The luck of the winner is then that of one
# round, and no longer that of all rounds together.

# %%
class Coin:
    """A model that tosses a coin for each row of x, where a row is a serial number below 10 000."""

    def __init__(self, seed):
        self.tosses = np.random.default_rng(seed).integers(0, 2, 10_000)

    def __call__(self, serial):
        return self.tosses[serial]

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    """Choose the candidate that does best on the validation rows, and give it an honest mark.

    candidates:       list of functions, or of anything that can be called. candidate(x[rows]) gives
                      the classes that it says, an integer array of shape (len(rows),).
    x, y:             arrays with n rows. y of shape (n,) holds the true classes, whole numbers.
    validation, test: integer arrays of row numbers. Each has one or more.

    Returns (best, hoped, honest): the winner's place in the list, an int; its accuracy on the
    validation rows; its accuracy on the test rows. The winner is the best on the validation rows,
    by however little. Where several are equally good, any of them will do, but the test rows have no
    part in that choice either.

    >>> candidates = [lambda rows: 0 * rows, lambda rows: 0 * rows + 1]
    >>> best, hoped, honest = pick_best(
    ...     candidates, np.arange(4), np.array([1, 1, 0, 1]), np.array([0, 1]), np.array([2, 3])
    ... )
    >>> int(best), float(hoped), float(honest)
    (1, 1.0, 0.5)
    """
    raise NotImplementedError


class ValidationPool:
    """Hands out validation rows that nobody has looked at yet.

    ValidationPool(rows, seed): rows is an integer array of different row numbers; seed is as for
                                `split`. Rows are handed out in a random order that the seed decides.
                                `rows` itself is not changed. With the same rows and seed, the same
                                calls in the same order hand out the same rows. Other pools make no
                                difference to that, nor does another Python process.
    take(n):   an integer array of n rows that this pool has never handed out before, n at least 1.
               If fewer than n are left it raises a ValueError, and hands out none.
    len(pool): how many rows are left.

    >>> pool = ValidationPool(np.array([10, 20, 30]), seed=0)
    >>> sorted([*pool.take(1), *pool.take(2)]) == [10, 20, 30]
    True
    >>> len(pool)
    0
    """

    def __init__(self, rows, seed):
        raise NotImplementedError

    def take(self, n):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: the luckiest of k coins, and a champion who is challenged each round
# No need to read this cell: run it, and look.
luck = np.random.default_rng(10**9)
serial, truth = luck.permutation(10_000)[:6000], luck.integers(0, 2, 6000)
test = np.arange(4000, 6000)
figure, panels = plt.subplots(1, 2, figsize=(11, 3.6), sharey=True)

ks = [1, 3, 10, 30, 100, 300]
hoped, honest = np.zeros((2, len(ks), 20))
for place, k in enumerate(ks):
    for trial in range(20):
        coins = [Coin(1000 * trial + number) for number in range(k)]
        rows = ValidationPool(np.arange(4000), seed=trial).take(100)
        hoped[place, trial], honest[place, trial] = pick_best(coins, serial, truth, rows, test)[1:]
lines = {"hoped: 100 validation rows": hoped, "honest: 2000 test rows": honest}
for colour, (name, marks) in zip(["#cc6677", "#4477aa"], lines.items()):
    mean, spread = marks.mean(axis=1), marks.std(axis=1)
    panels[0].errorbar(ks, mean, spread, color=colour, marker="o", capsize=3, label=name)
panels[0].set(xscale="log", xlabel="coins to choose from", ylabel="accuracy of the luckiest")

# Each round one new coin challenges the champion. Who is better on the round's rows stays.
ways = {"the same 100 rows in every round": "#cc6677", "100 fresh rows from the pool": "#ccbb44"}
for way, colour in ways.items():
    hoped, honest = np.zeros((2, 20, 40))
    for trial in range(20):
        pool, champion = ValidationPool(np.arange(4000), seed=trial), Coin(1000 * trial)
        for turn in range(40):
            if turn == 0 or way != "the same 100 rows in every round":
                rows = pool.take(100)
            coins = [champion, Coin(1000 * trial + turn + 1)]
            best, hoped[trial, turn], honest[trial, turn] = pick_best(coins, serial, truth, rows, test)
            champion = coins[best]
    panels[1].plot(np.arange(1, 41), hoped.mean(axis=0), color=colour, label=f"hoped: {way}")
panels[1].plot(np.arange(1, 41), honest.mean(axis=0), color="#4477aa", label="honest: 2000 test rows")
panels[1].set(xlabel="rounds played", ylabel="accuracy of the champion")
for panel in panels:
    panel.legend(frameon=False, loc="upper left")
    panel.set_ylim(0.42, 0.75)
plt.show()

# %% [markdown]
# ## What to take home
#
# Split first, by what belongs together, shuffled with a seed, with a fair share for the rare. From
# then on, a mean, a choice of columns, a model and you all *learn* from rows. For that they may look
# at training rows and, for choices, at validation rows. The test is opened once. If your marks are
# wonderful, look for the leak before you celebrate.
