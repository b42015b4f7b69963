# %% [markdown]
# # Precision and recall: the alarm that never rings
#
# Three bananas in a hundred on the belt are rotten. A salesman brings a machine that is to ring when
# one comes by. *It is right ninety-seven times in a hundred*, he says, and that is true. The machine
# is a box with nothing in it. It never rings. It says "good" of every banana, and ninety-seven in a
# hundred are good.
#
# The salesman did not lie. He chose the number. In this notebook you count what such a machine does,
# and find two numbers that a box with nothing in it cannot fool. Then you learn where its bell should
# begin to ring, and why that is a question of money.
#
# The rules for all tasks:
#
# - `truth` and `alarm` are NumPy arrays of shape (n,) that hold zeros and ones alone. In `truth`, 1
#   is a rotten banana and 0 a good one. In `alarm`, 1 says that the machine rang at it
# - the zeros and ones are bools, integers or floats, of any dtype up to 64 bits, and each array may
#   have a dtype of its own
# - where a contract says *array*, give back a NumPy array or a tensor; a list is no array. A *float*
#   is a number of Python or NumPy, or a tensor without axes. Where it is whole, an int will do
# - floats are not rounded; float32 is exact enough. A warning of NumPy's does no harm
# - what is handed in is not changed, and what is returned belongs to the caller: writing into it
#   changes no later result
#
# *Reading and solving: about 100 minutes. Cells that begin with `# experiment` are yours to play
# with. They are not run when your notebook is graded, so begin slow cells of your own like that;
# every other code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an
# idea. `progress()` draws where you stand.*

# %%
from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("precision-recall")

# %% tags=["experiment"]
# experiment: one machine, two orchards. It finds nine of ten rotten bananas in both.
# No need to read this cell: run it, and look. Each dot is a banana, a ring is an alarm.
def show_orchard(panel, rotten, seed):
    """Draw 1000 bananas, and the alarms of a machine that finds 9 in 10 and errs at 1 in 20."""
    truth = np.random.default_rng(seed).permutation(np.arange(1000) < rotten)
    rings = np.zeros(1000, bool)
    rings[np.flatnonzero(truth)[: round(0.9 * rotten)]] = True
    rings[np.flatnonzero(~truth)[:: 20]] = True
    row, column = np.divmod(np.arange(1000), 40)
    panel.scatter(column, row, s=14, c=np.where(truth, "#553311", "#ddcc77"))
    panel.scatter(column[rings], row[rings], s=46, facecolors="none", edgecolors="#cc3311")
    right = (truth & rings).sum()
    panel.set_title(f"{rotten} of 1000 are rotten\nit rings {rings.sum()} times, {right} times rightly")
    panel.axis("off")


figure, panels = plt.subplots(1, 2, figsize=(12, 4.2))
show_orchard(panels[0], 200, seed=1)
show_orchard(panels[1], 30, seed=2)
plt.show()

# %% [markdown]
# The machine is the same on the left and on the right. It finds nine in ten of the rotten ones, and
# rings by mistake at one good banana in twenty. On the left you would trust its bell. On the right
# two alarms in three are false. We come back to this picture.
#
# ## 1. Four boxes
#
# A banana is rotten or good, and the machine rings or is silent. That makes four boxes:
#
# | | it rings | it is silent |
# | --- | --- | --- |
# | **rotten** | hit | miss |
# | **good** | false alarm | quiet |
#
# Two of the boxes are mistakes, and they are not the same mistake. A miss poisons a customer, a false
# alarm wastes a banana. All that follows is made from these four counts. (Elsewhere they are called
# true positives, false positives, false negatives and true negatives.)

# %% task="four-boxes"
def confusion(truth, alarm):
    """Count the bananas in the four boxes.

    truth, alarm: arrays of zeros and ones of shape (n,). n may be 0.

    Returns (hits, false_alarms, misses, quiet) in a tuple or list: the number of bananas in each box.
    Each is a whole number, and no float: an int of Python or NumPy, or a tensor of ints without axes.

    Arrays of different lengths raise a ValueError, even if one of them has one entry or none.

    >>> truth = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    >>> alarm = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    >>> [int(count) for count in confusion(truth, alarm)]
    [2, 1, 3, 4]
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. Three shares
#
# Four numbers are too many for a price tag, so one divides.
#
# - **accuracy**: of all bananas, how many does the machine judge rightly? The quiet box counts as right,
#   and on this belt the quiet box is huge
# - **precision**: of those at which it *rang*, how many are rotten? Can you trust the bell?
# - **recall**: of those that *are rotten*, at how many did it ring? Can you trust the silence?
#
# Neither precision nor recall looks into the quiet box: a box with nothing in it has nothing to hide
# behind. And what is the precision of a machine that never rings? It is not 0, for none of its alarms
# was wrong. It is not 1, for none was right. Of nothing there is no share. NumPy has a number for
# that: `np.nan`.

# %% task="shares"
def accuracy(truth, alarm):
    """The share of bananas about which the machine is right, of all bananas.

    truth, alarm: as for `confusion`, here and in the two functions below. Arrays of different lengths
                  raise a ValueError, in all three.

    Returns a float from 0 to 1. If there is no banana at all, it is NaN.

    >>> truth = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    >>> alarm = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    >>> round(float(accuracy(truth, alarm)), 3)
    0.6
    """
    raise NotImplementedError


def precision(truth, alarm):
    """The share of rotten bananas among those at which the machine rings.

    Returns a float from 0 to 1. If it never rings, it is NaN, whether any banana is rotten or not.

    >>> truth = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    >>> alarm = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    >>> round(float(precision(truth, alarm)), 3)
    0.667
    """
    raise NotImplementedError


def recall(truth, alarm):
    """The share of bananas at which the machine rings among those that are rotten.

    Returns a float from 0 to 1. If no banana is rotten, it is NaN, whether the machine rings or not.

    >>> truth = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    >>> alarm = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    >>> round(float(recall(truth, alarm)), 3)
    0.4
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: three machines on 1000 bananas, of which 30 are rotten
# No need to read this cell: run it, and look.
rotten = np.arange(1000) < 30
machines = {
    "never rings": np.zeros(1000, bool),
    "careful": (np.arange(1000) < 12) | (np.arange(1000) > 996),
    "jumpy": (np.arange(1000) < 27) | (np.arange(1000) > 919),
}
for place, rings in enumerate(machines.values()):
    heights = [accuracy(rotten, rings), precision(rotten, rings), recall(rotten, rings)]
    for side, height, colour in zip([-0.25, 0, 0.25], heights, ["#bbbbbb", "#4477aa", "#cc6677"]):
        plt.bar(place + side, np.nan_to_num(height), width=0.22, color=colour)
        plt.text(place + side, np.nan_to_num(height) + 0.02, f"{height:.2f}", ha="center")
for name, colour in {"accuracy": "#bbbbbb", "precision": "#4477aa", "recall": "#cc6677"}.items():
    plt.bar(0, 0, color=colour, label=name)
plt.xticks(range(3), machines)
plt.ylim(0, 1.3)
plt.legend(frameon=False, ncols=3)
plt.show()

# %% [markdown]
# ## 3. A flattering number
#
# The machine that never rings has the best accuracy of the three. Is that an accident of these
# numbers? You find out by building such a case yourself, for any belt.
#
# Mind when an alarm *raises* accuracy. It turns a miss into a hit, or a quiet banana into a false
# alarm. So a bell adds to accuracy only if it is right more often than not. Where three in a hundred
# are rotten, a bell that is right one time in three is already eleven times better than chance.
# Accuracy punishes it, and praises silence.

# %% task="flattering"
def two_alarms(truth):
    """Build two machines for a belt: one that flatters accuracy, and one that is of use.

    truth: array of zeros and ones of shape (n,), n at least 5. It holds at least one 1, and from 2 to
           20 in a hundred are 1.

    Returns (lazy, useful) in a tuple or list: two new arrays of shape (n,), the alarms of two machines.
    They hold zeros and ones alone, as bools, integers or floats. All of this is true:

    - the recall of `lazy` is 0
    - the recall of `useful` is at least 0.5
    - the precision of `useful` is above the share of rotten bananas on the belt: its bell tells more
      than a bell that always rings
    - and yet the accuracy of `lazy` is above that of `useful`

    You may look at `truth` to build them: it is a counterexample, and no model.

    >>> truth = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    >>> lazy, useful = two_alarms(truth)
    >>> bool(accuracy(truth, lazy) > accuracy(truth, useful))
    True
    """
    raise NotImplementedError

# %% [markdown]
# ## 4. A machine with a knob
#
# Most machines do not ring or stay silent by themselves. They give each banana a *score*, higher for
# more suspicious ones, and somebody sets a **threshold**: it rings at `score >= threshold`. So each
# machine is a whole family of machines, one for each place of the knob. As you turn the knob down it
# rings more often. Recall can only rise. And precision? Most people say that it can only fall. Look
# whether it does.
#
# There are not more machines in the family than there are different scores. Between two neighbouring
# scores the knob turns, and nothing changes.

# %% task="curve"
def curve(truth, scores):
    """Precision and recall at every threshold that makes a difference.

    truth:  array of zeros and ones of shape (n,), n at least 1. At least one of them is 1.
    scores: array of shape (n,) of finite numbers: float16, float32 or float64, or integers of any dtype
            up to a billion in size. They may be below 0 or above 1, and several may be equal. Two scores
            that differ by very little are two scores.

    Returns three arrays in a tuple or list, (thresholds, precision, recall), all of the same shape:

    - thresholds: the different scores, exactly as they are, each once, from high to low
    - precision, recall: floats, at each threshold those of the machine that rings from there on

    It rings at `score >= threshold`. The shares are what they are: nothing is smoothed, no point is added.

    Arrays of different lengths raise a ValueError.

    >>> thresholds, p, r = curve(np.array([1, 0, 1, 0]), np.array([0.9, 0.7, 0.4, 0.4]))
    >>> np.round(thresholds, 3).tolist(), np.round(p, 3).tolist(), np.round(r, 3).tolist()
    ([0.9, 0.7, 0.4], [1.0, 0.5, 0.5], [0.5, 0.5, 1.0])
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: turn the knob. Two hills of scores, four boxes, and the place on the curve.
# No need to read this cell: run it, and look.
hills = np.random.default_rng(3)
rotten = np.arange(1000) < 150
scores = hills.normal(np.where(rotten, 1.6, 0.0), 1.0)
thresholds, precisions, recalls = (np.asarray(part) for part in curve(rotten, scores))


def turn(threshold=1.0):
    """Draw the two hills, cut at a threshold, and the point on the curve."""
    _, panels = plt.subplots(1, 2, figsize=(11, 3.6))
    bins = np.arange(-4, 5, 0.25)
    for kind, colour, name in ((False, "#ddcc77", "good"), (True, "#553311", "rotten")):
        panels[0].hist(scores[rotten == kind], bins, color=colour, alpha=0.8, label=name)
    panels[0].axvline(threshold, color="#cc3311")
    hits, false_alarms, misses, quiet = confusion(rotten, scores >= threshold)
    panels[0].set_title(f"left of the line: {misses} misses, {quiet} quiet\n"
                        f"right of it: {hits} hits, {false_alarms} false alarms")
    panels[0].legend(frameon=False)
    panels[1].plot(recalls, precisions, color="#4477aa")
    here = recall(rotten, scores >= threshold), precision(rotten, scores >= threshold)
    panels[1].plot(*here, "o", color="#cc3311", markersize=10)
    panels[1].set(xlabel="recall", ylabel="precision", xlim=(-0.02, 1.02), ylim=(0, 1.05))
    panels[1].set_title(f"recall {here[0]:.2f}, precision {here[1]:.2f}")
    plt.show()


try:
    from ipywidgets import interact
except ImportError:
    turn(1.0)
else:
    interact(turn, threshold=(-3.0, 4.0, 0.1))

# %% [markdown]
# ## 5. The knob is a question of money
#
# Where should the knob stand? "In the middle", says the salesman, "at one half". "Where it is right
# most often", says the engineer. "Where no rotten one gets through", says the lawyer. All three have
# forgotten to ask what a mistake **costs**.
#
# A customer with a rotten banana costs 20 pence, a good banana thrown away costs 1. Then twenty false
# alarms are as bad as one miss, and the knob goes down. Where a false alarm stops the whole belt, it
# goes up. No property of the model tells you. The bill does:
#
# bill = misses × `cost_miss` + false alarms × `cost_false_alarm`
#
# The cheapest threshold is found on rows that the model was *not* trained on, the validation rows. It
# may be so high that the machine never rings. That is a choice, too, and sometimes the cheapest.

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    """Choose the threshold that costs least on the rows that are handed in.

    truth, scores: as for `curve`; but all bananas may be good, or all rotten. Scores need not be
                   probabilities.
    cost_miss, cost_false_alarm: two finite numbers, ints or floats, each 0 or above.

    Returns a float, the threshold, at which the bill comes to misses * cost_miss + false alarms *
    cost_false_alarm. The machine rings at `score >= threshold`. No other threshold makes a smaller bill
    on these rows. That includes those at which it always rings, and those at which it never does. Where
    several are equally cheap, any of them will do. The result may be infinite, but not NaN.

    Arrays of different lengths raise a ValueError.

    >>> truth, scores = np.array([0, 1, 0, 1]), np.array([0.1, 0.2, 0.3, 0.4])
    >>> 0.1 < choose_threshold(truth, scores, 20, 1) <= 0.2
    True
    >>> 0.3 < choose_threshold(truth, scores, 1, 20) <= 0.4
    True
    """
    raise NotImplementedError

# %%
def belt(n, seed):
    """Draw n bananas: x of shape (n, 6), float32; truth of shape (n,), int64. Three in a hundred are 1."""
    rng = np.random.default_rng(seed)
    truth = (rng.random(n) < 0.03).astype("int64")
    x = rng.standard_normal((n, 6)) + np.outer(truth, [1.2, 0.9, 0.6, 0.4, 0.0, 0.0])
    return x.astype("float32"), truth

# %% tags=["experiment"]
# experiment: four ways to set the knob, and what each costs on fresh bananas (20 to 1)
# No need to read this cell: run it, and look.
def suspicion(x):
    """Give each banana of a belt a score from 0 to 1: the probability that it is rotten."""
    odds = 0.03 / 0.97 * np.exp(x @ np.array([1.2, 0.9, 0.6, 0.4, 0.0, 0.0]) - 1.385)
    return odds / (1 + odds)


def bill_at(truth, scores, threshold):
    """Sum up what a threshold costs, a miss 20 and a false alarm 1."""
    _, false_alarms, misses, _ = confusion(truth, scores >= threshold)
    return 20 * misses + false_alarms


x_val, y_val = belt(4000, seed=1)
x_new, y_new = belt(40_000, seed=2)
grid = np.linspace(0.001, 0.7, 200)
costs = [bill_at(y_new, suspicion(x_new), threshold) for threshold in grid]
plt.plot(grid, costs, color="#4477aa")
knobs = {
    "one half": (0.5, "#cc6677"),
    "right most often": (choose_threshold(y_val, suspicion(x_val), 1, 1), "#ccbb44"),
    "nearly none gets through": (np.quantile(suspicion(x_val)[y_val == 1], 0.01), "#aa3377"),
    "your choose_threshold": (choose_threshold(y_val, suspicion(x_val), 20, 1), "#228833"),
}
for name, (threshold, colour) in knobs.items():
    cost = bill_at(y_new, suspicion(x_new), threshold)
    plt.plot(min(max(threshold, 0.001), 0.7), cost, "o", color=colour, label=f"{name}: {cost}")
plt.xlabel("threshold")
plt.ylabel("bill for 40 000 fresh bananas")
plt.legend(frameon=False)
plt.show()

# %% [markdown]
# ## 6. The same machine, elsewhere
#
# **Guess first.** A machine finds nine in ten of the rotten bananas: its recall is 0.9. At one good
# banana in twenty it rings by mistake. You take it to an orchard where *one in a hundred* is rotten.
# It rings. How likely is the banana rotten? Write down your guess, then run the next two cells.

# %% tags=["experiment"]
# experiment: your guess, from 0 to 1. (It is not graded.)
guess = None  # a number, such as 0.5

# %% tags=["experiment"]
# experiment: a hundred thousand bananas of that orchard, one in a hundred of them rotten
# No need to read this cell: run it, and look.
rng = np.random.default_rng(6)
rotten = rng.random(100_000) < 0.01
rings = rng.random(100_000) < np.where(rotten, 0.9, 0.05)
shown = precision(rotten, rings)
if guess is None:
    print("Write your guess into the cell above, run it, and then run this one again.")
else:
    plt.figure(figsize=(8, 1.8))
    plt.barh(["the orchard says", "your guess"], [shown, guess], color=["#4477aa", "#ccbb44"])
    for place, value in enumerate([shown, guess]):
        plt.text(value + 0.01, place, f"{value:.2f}", va="center")
    plt.xlim(0, 1.1)
    plt.show()

# %% [markdown]
# Most people guess 0.9 or 0.95, doctors and judges among them. To see why it is so little, **count
# bananas instead of chances**. Think of a thousand of them: how many are rotten, and at how many of
# these does it ring? How many are good, and at how many of *these* does it ring?
#
# Recall asks only about the rotten ones, and the rate of false alarms only about the good ones. How
# many there are of each makes no difference to either: both numbers belong to the machine, and it
# takes them along. **Precision belongs to the machine and the place:** the two orchards of the beginning
# had one machine. A precision that was measured
# where half of the bananas were rotten says nothing about your belt.

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    """The precision to expect of a machine in a place where other bananas grow.

    recall:           share of the rotten ones at which it rings.
    false_alarm_rate: share of the good ones at which it rings.
    share:            share of rotten ones among all bananas of that place.

    All three are numbers from 0 to 1, ints or floats, both ends included. One that is not 0 may be as
    small as 1e-100.

    Returns a float, the expected share of rotten ones among those at which it rings there, exact to
    five digits, however small it is. Where it rings at no banana, that is NaN.

    >>> round(float(precision_elsewhere(0.5, 0.25, 0.5)), 3)
    0.667
    >>> float(precision_elsewhere(0.9, 0.05, 0)), float(precision_elsewhere(0.9, 0.05, 1))
    (0.0, 1.0)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: one machine in many places
# No need to read this cell: run it, and look.
places = np.geomspace(0.001, 0.5, 60)
plt.plot(places, [precision_elsewhere(0.9, 0.05, place) for place in places], color="#4477aa")
for place in (0.5, 0.1, 0.03, 0.01, 0.001):
    value = precision_elsewhere(0.9, 0.05, place)
    plt.plot(place, value, "o", color="#cc3311")
    plt.text(place, value + 0.05, f"{value:.2f}", ha="center")
plt.xscale("log")
plt.ylim(0, 1.1)
plt.xlabel("share of rotten bananas (recall 0.9, one false alarm in twenty)")
plt.ylabel("precision")
plt.show()

# %% [markdown]
# ## 7. Shares cannot be averaged
#
# The bananas arrive in batches, and the office wants precision and recall for the day. It is tempting
# to compute them for each batch, and to take the mean at the end. Then a batch with one alarm counts
# as much as a batch with thirty. A batch without an alarm has no precision at all: counted as 0 it
# pulls the mean down, and left out it hides. Either way the mean is not the day's precision, as the
# picture below shows. Keras itself once averaged precision over batches. It was thrown out again, as
# more misleading than helpful.
#
# Counts can be added. So add counts, and divide once, at the end.

# %% task="running"
class Running:
    """Precision and recall of all batches so far, as if they were one.

    Running():            has seen no bananas yet.
    update(truth, alarm): adds a batch. Both are arrays as for `confusion`; a batch may be empty, and its
                          dtypes may be others than before. Arrays of different lengths raise a
                          ValueError, and then nothing of that batch is counted. It does not matter
                          what `update` returns, nor what becomes of the arrays afterwards.
    result():             (precision, recall) in a tuple or list, two floats: exactly those of all batches
                          since the beginning, or since `reset`. NaN where there is nothing to
                          divide by, as for `precision` and `recall`. It may be asked at any time, and
                          changes nothing.
    reset():              forgets all batches. It does not matter what it returns.

    Each object counts for itself.

    >>> running = Running()
    >>> _ = running.update(np.array([1, 1, 0, 0]), np.array([1, 0, 0, 0]))
    >>> _ = running.update(np.array([1, 0, 0, 0]), np.array([0, 1, 1, 1]))
    >>> [round(float(share), 3) for share in running.result()]
    [0.25, 0.333]
    """

    def __init__(self):
        raise NotImplementedError

    def update(self, truth, alarm):
        raise NotImplementedError

    def result(self):
        raise NotImplementedError

    def reset(self):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: a hundred crates of 32 bananas, on sixty days. Some crates are worse than others.
# No need to read this cell: run it, and look.
rng = np.random.default_rng(7)
day_by_day = []
for _ in range(60):
    rotten = rng.random((100, 32)) < 0.2 * rng.random((100, 1)) ** 3
    rings = rng.random((100, 32)) < np.where(rotten, 0.6, 0.04)
    running = Running()
    for truth, alarm in zip(rotten, rings):
        running.update(truth, alarm)
    each = np.array([float(precision(truth, alarm)) for truth, alarm in zip(rotten, rings)])
    day_by_day.append([running.result()[0], np.nanmean(each), np.nan_to_num(each).mean()])
names = ["all counts, divided once", "mean of the batches that rang", "mean, silent batches as 0"]
for name, values, colour in zip(names, np.transpose(day_by_day), ["#4477aa", "#ccbb44", "#cc6677"]):
    plt.plot(values, ".-", color=colour, label=f"{name}: {values.mean():.3f}")
plt.xlabel("day")
plt.ylabel("precision of the day")
plt.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
plt.show()

# %% [markdown]
# ## 8. Stretch: three in a hundred
#
# Train a network on a belt where three in a hundred are rotten, ring at one half, and it hardly ever
# rings. "The classes are out of balance", people say then, and give the rotten rows 32 times the
# weight, or copy each of them 32 times. Now it rings. Is the network any better for it?
#
# It puts the bananas in nearly the same order as before, so its curve is nearly the same. Two things
# have changed. The probabilities have all been pushed up: they no longer say how likely a banana is
# rotten, but how likely it would be on a belt where half of them are. And the same one half now stands
# somewhere else on the curve. The weights have moved the knob, in a roundabout way. You know how to
# move it straight.
#
# You need the cells above: `belt` draws bananas, and `choose_threshold` may be of use.

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """Fit a model that says how likely a banana is rotten, and choose the threshold for a bill.

    x, y:         the training rows, 8000 to 12 000 of them, as from `belt`; but the six columns may stand
                  in another order, the same for all rows.
    x_val, y_val: the validation rows, 4000 to 5000 of them, in the same way.
    cost_miss, cost_false_alarm: two numbers above 0, ints or floats. A miss costs 5 to 100 times as
                  much as a false alarm.
    seed:         int from 0 to 1 000 000. Another call with the same arguments gives the same model and
                  threshold, but for the last digits.

    Returns (model, threshold) in a tuple or list. The model is a Keras model. For rows of shape (m, 6) it
    gives a probability for each, from 0 to 1, in an array of shape (m, 1). The threshold is a float, and
    the machine rings at `probability >= threshold`.

    The model learns from the training rows alone. The validation rows may decide the threshold, and
    nothing else. Which columns tell much is for the model to learn: where one of them is higher by 1,
    a banana is clearly more likely to be rotten. Where a column that tells nothing is higher by 1, it is
    about as likely as before.

    The probabilities can be taken at their word: over many fresh bananas they add up to about the number
    of rotten ones. On the average of three belts their sum is 0.75 to 1.35 times that number.

    With its threshold, the bill for fresh bananas is low. On the average of three belts it is at most
    1.2 times the smallest one that is possible for somebody who knows how `belt` draws bananas.

    A small model will do. Train it until its loss no longer falls: 10 to 20 epochs.

    >>> model, threshold = fit_belt(*belt(8000, seed=0), *belt(4000, seed=1), 20, 1, seed=0)
    >>> model.predict(belt(5, seed=2)[0], verbose=0).shape
    (5, 1)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: one small model, plain and with weights. Same curve, other probabilities.
# No need to read this cell: run it, and look.
x, y = belt(10_000, seed=3)
x_new, y_new = belt(20_000, seed=4)
models = []
for class_weight in (None, {0: 1, 1: 32}):
    keras.utils.set_random_seed(1)
    models.append(keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")]))
    models[-1].compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    models[-1].fit(x, y, batch_size=256, epochs=15, class_weight=class_weight, verbose=0)
x_val, y_val = belt(4000, seed=5)
threshold = choose_threshold(y_val, models[0].predict(x_val, verbose=0)[:, 0], 20, 1)
figure, panels = plt.subplots(1, 2, figsize=(11, 3.8))
for name, model, colour in zip(["plain", "weighted"], models, ["#4477aa", "#cc6677"]):
    says = model.predict(x_new, batch_size=2048, verbose=0)[:, 0]
    _, precisions, recalls = (np.asarray(part) for part in curve(y_new, says))
    panels[0].plot(recalls, precisions, color=colour, alpha=0.8, label=name)
    label = f"{name}: they add up to {says.sum():.0f}"
    panels[1].hist(says, np.arange(0, 1.02, 0.02), color=colour, alpha=0.6, label=label)
panels[0].set(xlabel="recall", ylabel="precision", title="one curve, two models")
panels[1].axvline(threshold, color="#4477aa", linestyle="--")
panels[1].set(xlabel="probability (dashed: threshold)", yscale="log")
panels[1].set_title(f"in truth {y_new.sum()} are rotten")
for panel in panels:
    panel.legend(frameon=False)
plt.show()

# %% [markdown]
# ## What to take home
#
# Where few are rotten, accuracy is a prize for silence. Ask how far you can trust the bell, and how far
# the silence. Recall travels with the machine, and precision stays at home: measure it where you use
# it. Add counts, and divide once. And where the knob stands is decided by the bill, on rows that had no
# part in the training.
