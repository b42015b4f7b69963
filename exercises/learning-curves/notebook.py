# %% [markdown]
# # Learning curves: would more homework help?
#
# A pupil has learnt from ten sheets of homework, then from twenty, then from forty. Each time you
# keep two marks: one for the sheets that were learnt, and one for a mock exam. The mock exam still
# goes badly. What now? You can buy more sheets, which cost money and a year. You can change the
# pupil. Or you can stop, because nobody will ever do better.
#
# Most people buy more sheets. Some pupils would not profit from a million of them, and you can see
# that after forty. Draw both marks against the number of sheets: these are the **learning curves**.
# Where the two run, and where they lie beside the level that you wish for, tells you what to do.
#
# Two kinds of pictures share this name. One has the *epochs* of a single training on its axis. Ours
# has the *number of rows* on its axis, and each point is a model of its own.
#
# Three rules hold in all tasks:
#
# - where a contract says *array*, give back a NumPy array or a tensor; a list is no array
# - what is handed in is not changed: no array or list has other values after a call
# - what is returned belongs to the caller: writing into it changes no later result
#
# A *loss* is always a mean squared error. Compute it in float32 or better.
#
# *Reading and solving: about 90 minutes. Cells that begin with `# experiment` are yours to play
# with. They are not run when your notebook is graded, so begin slow cells of your own like that;
# every other code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an
# idea. `progress()` draws where you stand.*

# %%
from functools import partial

from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("learning-curves")

# %% [markdown]
# Here are the pupils of this lesson. Each has `fit` and `predict`. A polynomial of degree 1 draws a
# straight line, one of degree 9 can bend eight times. The other pupil finds the best weights for any
# number of columns. Their homework is a wavy curve with noise in its answers. The variance of that
# noise is 0.0625, and on new rows no model gets below it, on average. We wish for 1.3 times that.

# %%
class Polynomial:
    """The best polynomial of a degree, for rows of one column."""

    def __init__(self, degree):
        self.degree = degree

    def fit(self, rows, answers):
        self.curve = np.polynomial.Polynomial.fit(rows[:, 0], answers, self.degree)

    def predict(self, rows):
        return self.curve(rows[:, 0])


class Linear:
    """The best weights for the columns of x."""

    def fit(self, rows, answers):
        self.weights = np.linalg.lstsq(rows, answers, rcond=None)[0]

    def predict(self, rows):
        return rows @ self.weights


NOISE = 0.0625


def homework(n, seed):
    """Draw n rows of a wavy curve, with noise in the answers."""
    world = np.random.default_rng(seed)
    x = world.uniform(-1, 1, (n, 1))
    return x, np.sin(3 * x[:, 0]) + x[:, 0] ** 2 + np.sqrt(NOISE) * world.standard_normal(n)

# %% tags=["experiment"]
# experiment: four pairs of curves. Which pupil needs more homework, if there are 24 rows?
# No need to read this cell: run it, and look.
def marks(pupil, draw, m, times):
    """Both losses of a pupil who learnt m rows: the median of many."""
    losses = []
    for time in range(times):
        x, y = draw(m + 300, 1000 * m + time)
        pupil.fit(x[:m], y[:m])
        off = (pupil.predict(x) - y) ** 2
        losses.append([off[:m].mean(), off[m:].mean()])
    return np.median(losses, axis=0)


def twenty_columns(n, seed):
    """Draw n rows of twenty columns that all count."""
    world = np.random.default_rng(seed)
    x = world.standard_normal((n, 20))
    return x, x.sum(axis=1) / 4 + np.sqrt(NOISE) * world.standard_normal(n)


def show_pair(panel, title, rows, losses, level):
    """Draw a pair of curves, and the level that is wished for."""
    train, exam = np.transpose(losses)
    panel.plot(rows, train, "o-", color="#ccbb44", label="rows that were learnt")
    panel.plot(rows, exam, "o-", color="#4477aa", label="new rows")
    panel.axhline(level, color="#cc6677", linestyle="--", label="wished for")
    panel.set(xscale="log", title=title, xlabel="rows learnt")
    panel.minorticks_off()
    panel.set_xticks(rows[:: max(len(rows) // 4, 1)], map(str, rows[:: max(len(rows) // 4, 1)]))


figure, panels = plt.subplots(1, 4, figsize=(12, 2.8))
rows = [12, 17, 24, 34, 48, 68, 96, 136, 192]
pupils = {
    "a straight line": Polynomial(1),
    "degree 9": Polynomial(9),
    "degree 5": Polynomial(5),
}
for panel, (title, pupil) in zip(panels, pupils.items()):
    losses = [marks(pupil, homework, m, 60) for m in rows]
    show_pair(panel, title, rows, losses, 1.3 * NOISE)
    panel.set_ylim(0, 0.5)
rows = [6, 10, 15, 18, 20, 22, 25, 40, 80, 160]
losses = [marks(Linear(), twenty_columns, m, 60) for m in rows]
show_pair(panels[3], "20 columns: what is that?", rows, losses, 1.3 * NOISE)
panels[3].set_xticks([6, 20, 80], ["6", "20", "80"])
panels[0].set_ylabel("loss")
panels[1].legend(frameon=False, fontsize="small")
plt.show()

# %% [markdown]
# Look at the first three. The straight line's curves have met, far above the level: it has learnt
# all that a line can learn. With 24 rows degree 9 has a wide gap, and each new row closes a piece of it.
# Degree 5 needs about half as many rows. The fourth picture is odd: with 20 rows the exam goes worse
# than with 10! We come back to it.
#
# ## 1. Which points to measure
#
# From 10 sheets to 20 is a step, and from 1000 to 1010 is none. So the points of a learning curve
# *double*, more or less: equal steps on a logarithmic axis. The last point has all the rows.

# %% task="sizes"
def sizes(n, k):
    """Choose k numbers of rows for a learning curve, from few rows to all of them.

    n: the number of rows that there are, an int up to 10**12.
    k: how many sizes are wanted, an int.

    Returns an integer array of shape (k,), rising. The last size is n itself. Each size is 1.5 to 2.5
    times the one before it, both bounds included. Which sizes of that kind you choose is left open.

    A k below 1 raises a ValueError. So do fewer than 2**k rows; exactly 2**k rows are enough.

    >>> chosen = sizes(80, 3)
    >>> chosen.shape, int(chosen[-1])
    ((3,), 80)
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. The two curves
#
# Now measure. It is one loop, and it goes wrong in many quiet ways. The file may be sorted, so its
# first forty rows are all of one kind. A pupil who learnt from twenty rows and then from forty is
# not a pupil who learnt from forty. And the first mark is about the sheets that *this* pupil has
# learnt, not about all sheets in the cupboard.
#
# Let the smaller set lie inside the larger one. Then two neighbouring points differ by the rows that
# were added, and not also by the luck of another draw.

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    """Measure both losses of models that learn from more and more rows.

    make_model:   a function, or anything else that can be called without arguments. Each call gives a
                  new model, an object with `fit(x, y)` and `predict(x)`. What `fit` returns is left
                  to the model. `predict` gives one number for each row, in an array of shape (rows,)
                  or (rows, 1). A model that is fitted again goes on from what it has learnt before,
                  so none may be fitted twice.
    x, y:         float arrays of shape (n, columns) and (n,), the rows to learn from, of 32 or 64 bits.
                  The file may be sorted.
    x_val, y_val: such arrays of shape (rows, columns) and (rows,), the validation rows, one or more.
    sizes:        one or more whole numbers from 1 to n, rising, in a list, tuple or array.
    seed:         an int from 0 to 2**32 - 1.

    For each size `make_model` is called once. The new model is fitted once, on exactly so many
    different rows of x and their own y, of shapes (size, columns) and (size,). The rows are drawn at
    random from all n, and each is as likely as any other. Rows of a smaller size are among those of
    each larger size. In which order `fit` gets them is left open. No validation row is fitted.

    Which rows are drawn depends on n, the sizes and the seed alone. The same seed draws the same rows,
    in another Python process, too. Two seeds draw different rows, unless there are very few. The
    global random states of NumPy and Python stay as they are.

    Returns (train_loss, val_loss) in a tuple or list, two float arrays of shape (len(sizes),). The
    first holds each model's loss on the rows that it was fitted on, and on no others. The second
    holds each model's loss on all validation rows.

    x and y of different lengths raise a ValueError, x_val and y_val too, and so does a size below 1
    or above n.

    >>> x, y = np.array([[-1.0], [0.0], [1.0]]), np.array([2.0, 2.0, 2.0])
    >>> train, val = learning_curve(Linear, x, y, x[2:], y[2:] + 1, [3], seed=0)
    >>> train.round(6).tolist(), val.round(6).tolist()
    ([4.0], [9.0])
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: move the slider. Both curves move with the degree.
x, y = homework(160, seed=3)
x_val, y_val = homework(1000, seed=4)


def show_degree(degree=9):
    """Draw both curves of a polynomial, by your learning_curve: the median of twenty files."""
    rows, losses = sizes(160, 4), []
    for seed in range(20):
        file = homework(160, seed=100 + seed)
        pair = learning_curve(partial(Polynomial, degree), *file, x_val, y_val, rows, seed)
        losses.append(np.transpose(pair))
    _, panel = plt.subplots(figsize=(5, 3))
    show_pair(panel, f"degree {degree}", rows, np.median(losses, axis=0), 1.3 * NOISE)
    panel.set(ylim=(0, 0.6), ylabel="loss")
    panel.legend(frameon=False, fontsize="small")
    plt.show()


try:
    from ipywidgets import interact

    interact(show_degree, degree=(1, 9))
except ImportError:
    show_degree()

# %% [markdown]
# A network from Keras is a pupil like any other: its `predict` gives an array of shape (rows, 1),
# which is why the contract speaks of it. Mind what NumPy does when you subtract an array of shape
# (40,) from one of shape (40, 1). No error is raised, and the loss is wrong.

# %% tags=["experiment"]
# experiment: the same curves for a small network (this takes up to a minute)
# No need to read this cell: run it, and look.
class Network:
    """A small network with the same two methods."""

    def __init__(self):
        keras.utils.set_random_seed(1)
        self.model = keras.Sequential([
            keras.Input((1,)),
            keras.layers.Dense(32, "tanh"),
            keras.layers.Dense(1),
        ])
        self.model.compile(keras.optimizers.Adam(0.02), "mean_squared_error")

    def fit(self, rows, answers):
        self.model.fit(rows, answers, batch_size=len(rows), epochs=300, verbose=0)

    def predict(self, rows):
        return self.model.predict(rows, verbose=0)


rows = sizes(160, 4)
pair = learning_curve(Network, x, y, x_val, y_val, rows, seed=0)
_, panel = plt.subplots(figsize=(5, 3))
show_pair(panel, "a network of 32 units", rows, np.transpose(pair), 1.3 * NOISE)
panel.set(ylim=(0, 0.6), ylabel="loss")
panel.legend(frameon=False, fontsize="small")
plt.show()

# %% [markdown]
# ## 3. Read them
#
# The last point of each curve, and the level, make two distances:
#
# - from the level up to the *training* loss. Not even the homework is learnt well enough. The pupil
#   cannot do it: this is called **bias**, and asks for another model
# - from the training loss up to the *validation* loss. The homework is learnt, and the exam is not.
#   This gap is called **variance**, and more data closes it
#
# Without the level you cannot read them at all. A gap of 0.1 is a disaster or a detail, and a loss of
# 0.3 is dreadful, or as good as it gets. The level comes from what you need, or from what people can
# do.

# %% tags=["experiment"]
# experiment: the two distances at the last point. No need to read this cell: run it, and look.
examples = {
    "the first is longer: bias": ([0.3, 0.42, 0.48, 0.5], [0.9, 0.66, 0.6, 0.58]),
    "the second is longer: variance": ([0.02, 0.1, 0.18, 0.24], [1.0, 0.8, 0.7, 0.62]),
    "the exam reaches the level: fine": ([0.02, 0.05, 0.09, 0.12], [0.9, 0.5, 0.27, 0.18]),
}
panels = plt.subplots(1, 3, figsize=(11, 2.8), sharey=True)[1]
for panel, (words, (training, exam)) in zip(panels, examples.items()):
    panel.plot(training, "o-", color="#4477aa", label="training loss")
    panel.plot(exam, "o-", color="#cc3311", label="validation loss")
    panel.axhline(0.2, color="black", linestyle=":", label="the level")
    for place, low, high in [(3.3, 0.2, training[-1]), (3.6, training[-1], exam[-1])]:
        if exam[-1] > 0.2:
            panel.annotate("", (place, high), (place, low), arrowprops={"arrowstyle": "->"})
    panel.set(title=words, xticks=range(4), xticklabels=["50", "100", "200", "400"], xlabel="rows")
    panel.set_xlim(-0.2, 3.8)
panels[2].legend(frameon=False, fontsize=8)
plt.show()

# %% task="read"
def read_curves(train_loss, val_loss, target):
    """Say what stands between a model and the level that is wished for.

    train_loss, val_loss: the two curves, each a list, tuple or array of one or more numbers: floats of
                          64 bits, or signed ints of 64 bits, up to a million.
    target:               the loss that is wished for, a number.

    Only the last point of each curve counts. Earlier ones may hold anything, even NaN.

    Returns one of four texts. It is "fine" if the validation loss is at most `target`. Otherwise there
    are two distances. The first is how far the training loss lies above `target`, or 0 if it does not.
    The second is how far the validation loss lies above the training loss, or 0 if it does not. The text
    is "bias" if the first distance is at least twice the second. It is "variance" if the second is at
    least twice the first. It is "both" if neither is. Losses may be in any unit, so nothing is rounded,
    and there is no tolerance.

    Curves of different lengths raise a ValueError, and so do curves without a point.

    >>> read_curves([0.0, 4.0], [9.0, 5.0], target=1.0), read_curves([1.0], [1.5], target=2)
    ('bias', 'fine')
    """
    raise NotImplementedError

# %% [markdown]
# ## 4. Will you pay?
#
# Three companies have measured their validation loss at seven sizes. Eight times as much data would
# cost each of them a year. It is worth the year if the loss falls by a third or more. Guess first,
# by eye: write `"pay"` or `"keep"` for each company.

# %% tags=["experiment"]
# experiment: three curves, as far as they are known
# No need to read this cell: run it, and look.
seen = 30 * 2 ** np.arange(7)
companies = {"A": (0.02, 4.0, 0.55), "B": (0.22, 7.0, 1.0), "C": (0.13, 1.2, 0.4)}


def curve_of(floor, b, c, m):
    """A company's loss with m rows, but for the noise."""
    return floor + b * m**-c


noise = np.random.default_rng(5)
known = {
    name: curve_of(*how, seen) * (1 + 0.01 * noise.standard_normal(7))
    for name, how in companies.items()
}
figure, panels = plt.subplots(1, 3, figsize=(11, 2.6), sharey=True)
for panel, (name, losses) in zip(panels, known.items()):
    panel.plot(seen, losses, "o-", color="#4477aa")
    panel.axvline(8 * seen[-1], color="#cc6677", linestyle="--")
    panel.set(xscale="log", title=f"company {name}", xlabel="rows", ylim=(0, 0.75))
panels[0].set_ylabel("validation loss")
plt.show()

# %% tags=["experiment"]
# experiment: guess first. Write "pay" or "keep" for each company, then run the next cell.
bets = [None, None, None]

# %% tags=["experiment"]
# experiment: the year has passed. This cell pays, and shows what was bought.
# No need to read this cell: run it, and look.
if None in bets:
    print('Write "pay" or "keep" for each company into the cell above, run it, and then this one again.')
else:
    figure, panels = plt.subplots(1, 3, figsize=(11, 2.6), sharey=True)
    for panel, bet, (name, losses) in zip(panels, bets, known.items()):
        bought = curve_of(*companies[name], 8 * seen[-1])
        right = "pay" if bought <= losses[-1] * 2 / 3 else "keep"
        panel.plot(seen, losses, "o-", color="#4477aa")
        panel.plot([seen[-1], 8 * seen[-1]], [losses[-1], bought], "o--", color="#cc6677")
        panel.set(xscale="log", xlabel="rows", ylim=(0, 0.75))
        fall = 1 - bought / losses[-1]
        panel.set_title(f"company {name}: falls by {fall:.0%}\nyou: {bet}, right: {right}")
    plt.show()

# %% [markdown]
# Your eye did three things: it saw how steep a curve is, how the steepness fades, and where it will
# come to rest. Such curves are mostly close to `floor + b * m ** -c`, a power of the number of rows m
# that sinks towards a *floor*. A forecast without a floor promises a loss of 0 to anybody who pays
# long enough. A forecast that draws a straight line promises less than 0.

# %% task="forecast"
def forecast(sizes, val_loss, n):
    """Continue a validation curve to a number of rows that nobody has paid for yet.

    sizes:    five or more numbers of rows, rising, each 1.5 to 2.5 times the one before, in a list,
              tuple or array.
    val_loss: the validation losses at these sizes, numbers above 0 in a list, tuple or array.
    n:        a number of rows, from the last size up to eight times that.

    Returns the loss to be expected with n rows, a float.

    Losses follow floor + b * m ** -c, where m is the number of rows. None of the three is known:
    `floor` and `b` are 0 or more, not both 0, and `c` is from 0.4 to 1.1. So `floor` may be 0, and
    with a `b` of 0 the curve is flat. The first loss is at most ten times the last one. Losses may be
    in any unit, from 1e-6 to 1e6.

    Where the losses follow such a curve exactly, each forecast is off by at most 8 % of the true loss.
    Where each of seven losses is off by about 1 %, forecasts at eight times the last size are off by
    at most 6 % of the true loss in the mean of thirty curves. The same arguments give the same
    forecast.

    >>> round(float(forecast([10, 20, 40, 80, 160], [0.3, 0.3, 0.3, 0.3, 0.3], 320)), 2)
    0.3
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what your forecast would have told the three companies
figure, panels = plt.subplots(1, 3, figsize=(11, 2.6), sharey=True)
for panel, (name, losses) in zip(panels, known.items()):
    ahead = seen[-1] * np.geomspace(1, 8, 20)
    panel.plot(seen, losses, "o-", color="#4477aa", label="known")
    panel.plot(ahead, curve_of(*companies[name], ahead), color="#cc6677", label="the truth")
    panel.plot(ahead, [forecast(seen, losses, n) for n in ahead], "k:", label="your forecast")
    panel.set(xscale="log", title=f"company {name}", xlabel="rows", ylim=(0, 0.75))
panels[0].legend(frameon=False, fontsize="small")
plt.show()

# %% [markdown]
# ## 5. Your advice
#
# Now companies call you. Each has one file of rows, a model, and a level that it wishes for. None has
# set validation rows aside, so you hold some out yourself. One hold-out is a lottery: another fifth
# of the rows would have given another loss. Take ten or more, and their *means*. (Not their medians:
# a model that is terribly wrong now and then is a bad model, and the median does not see it.)

# %% task="advise"
def advise(make_model, x, y, target, seed):
    """Tell a company to buy more data, to change its model, or to stop.

    make_model, x, y: as for `learning_curve`, with 40 rows or more.
    target:           the loss that is wished for, a number.
    seed:             as for `learning_curve`. It decides which rows are held out.

    Rows are held out ten times or more. Each time at least a tenth of the rows and at most a third, to
    within one row, are drawn at random. The file may be sorted. A new model, of one call of
    `make_model`, is fitted once on all other rows. The training loss is measured on the rows just
    fitted, and the validation loss on all rows that were held out. Each loss is then averaged over
    all hold-outs. (To deal all rows into ten parts, and to hold out each part once, will do as well.)

    Returns one of three texts. It is "stop" if the mean validation loss is at most `target`. Otherwise
    the rule of `read_curves`, applied to the two mean losses, decides. It is "data" where that says
    "variance", and "model" where that says "bias". Where that says "both" it is "model", too: another
    model costs less than a year.

    The same seed gives the same advice, in another Python process, too. Two seeds hold out different
    rows. The global random states of NumPy and Python stay as they are. x and y of different lengths
    raise a ValueError.

    >>> x, y = homework(400, seed=1)
    >>> advise(lambda: Polynomial(1), x, y, target=0.1, seed=0)
    'model'
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: three pupils ask for your advice, and then buy eight times the rows all the same
def mean_exam(degree, n):
    """The mean loss on new rows of ten pupils who learnt n rows each."""
    losses = []
    for seed in range(10):
        x, y = homework(n + 1000, 100 + seed)
        pupil = Polynomial(degree)
        pupil.fit(x[:n], y[:n])
        losses.append(np.mean((pupil.predict(x[n:]) - y[n:]) ** 2))
    return np.mean(losses)


for degree, n in [(1, 400), (9, 40), (5, 400)]:
    x, y = homework(n, seed=n)
    advice = advise(partial(Polynomial, degree), x, y, 1.3 * NOISE, seed=0)
    before, after = mean_exam(degree, n), mean_exam(degree, 8 * n)
    print(f"degree {degree}, {n} rows: {advice}. Eight times the rows: {before:.3f} -> {after:.3f}")

# %% [markdown]
# ## 6. More data can hurt, once
#
# Back to the fourth picture. The pupil has 20 columns, so 20 weights. With 10 rows there are many
# ways to fit them all exactly, and the gentlest of them is taken. With 160 rows the noise averages
# out. But with 20 rows there is *one* way to fit each of them exactly, noise included, and it bends
# over backwards to do so. The exam is a catastrophe, several times as bad as with half the rows.
#
# Such a peak stands where rows and weights are equally many. Beyond it data helps again. So one point
# is no curve: if a step makes things worse, take one step more before you judge.

# %% tags=["experiment"]
# experiment: the peak, step by step
# No need to read this cell: run it, and look.
rows = [8, 10, 12, 14, 16, 18, 19, 20, 21, 22, 24, 28, 34, 40, 60, 80, 160]
losses = np.array([marks(Linear(), twenty_columns, m, 120) for m in rows])
plt.figure(figsize=(6, 3))
plt.plot(rows, losses[:, 1], "o-", color="#4477aa")
plt.axvline(20, color="#cc6677", linestyle="--")
plt.xscale("log")
plt.yscale("log")
plt.xlabel("rows learnt (dashed: as many as weights)")
plt.ylabel("loss on new rows")
plt.show()

# %% [markdown]
# ## 7. Stretch: where the curves meet
#
# Now do what the curves tell you. Find a model whose two curves meet, and meet low. Too stiff, and
# they meet high up. Far too flexible, and a gap is left between them, even with 400 rows. Nobody tells
# you the variance of the noise, but hold-outs do. Choose by them, and then fit on all rows.

# %% task="ideal"
def ideal(x, y, seed):
    """Fit a model that is neither too stiff nor too flexible.

    x:    float64 array of shape (n, 1), n from 400 to 1000, spread evenly over -1 to 1. Rows come in
          any order, and may be sorted.
    y:    float64 array of shape (n,): a smooth curve of x with one to three bends, plus noise. The
          noise has the same variance everywhere; the curve's is 6 to 25 times as large. The unit of y
          is unknown: y is of any size from 0.001 to 1000, and its mean need not be near 0.
    seed: an int from 0 to 2**32 - 1. It decides what you draw, if you draw anything.

    Returns a fitted model, an object with `predict(x)`. It takes a float64 array of shape (rows, 1),
    one row or more, of numbers from -1 to 1. It gives an array of shape (rows,) or (rows, 1), in
    which each row has its own prediction, whatever rows stand beside it.

    In the mean of five curves, the loss on new rows is at most 1.5 times the variance of the noise.
    For no curve is it above 2.5 times that variance. In the mean it exceeds the loss on the rows of x
    by at most 0.35 times that variance. The same seed gives the same predictions.

    >>> x, y = homework(400, seed=2)
    >>> ideal(x, y, seed=0).predict(x).size
    400
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: your model and the curve
x, y = homework(400, seed=8)
grid = np.linspace(-1, 1, 200)[:, None]
plt.figure(figsize=(6, 3))
plt.plot(x, y, ".", color="#cccccc")
plt.plot(grid, np.sin(3 * grid) + grid**2, color="#cc6677", label="the truth")
plt.plot(grid, np.ravel(ideal(x, y, seed=0).predict(grid)), "k:", label="your model")
plt.legend(frameon=False)
plt.show()

# %% [markdown]
# ## What to take home
#
# Keep two curves and a level, never one number. A large gap asks for data. A high floor asks for
# another model. At the level, stop. A curve can be continued before the data are paid for, if you
# allow it a floor. And more data *can* hurt, once.
