# %% [markdown]
# # Titanic: read the passenger list like a detective
#
# The list of the Titanic has 1309 rows. It has a column for age, with 263 holes in it. Beside each
# hole stands a name: "Master", it says, or "Mrs". A machine that likes numbers walks past the name
# and fills the hole with an average. A detective reads.
#
# Columns are what a clerk wrote down in 1912. **Features** are questions that you put to a row. *How
# old is a "Master"? Who shares this ticket? Was the age written down at all?* The answers are in the
# list, in words, and no network will ask for you.
#
# A detective can also cheat, and often without noticing. Some columns were filled in after the ship
# had sunk. Some questions have the answer inside them. You will meet both, and learn to tell.
#
# `titanic()` gives the list as a dict of 14 columns, arrays of shape (1309,):
#
# | columns | what they hold |
# | --- | --- |
# | `survived` | 1 for those who lived, else 0 |
# | `pclass` | the class: 1, 2 or 3 |
# | `name`, `sex` | texts; `sex` is "female" or "male" |
# | `age` | in years, float32; NaN where nobody wrote it down |
# | `sibsp`, `parch` | how many siblings and spouses, how many parents and children were on board, too |
# | `ticket`, `fare` | the ticket's text; its price in pounds, float32, NaN where it is missing |
# | `cabin`, `embarked` | texts: the cabin, and the port (S, C or Q). "" where it is missing |
# | `home_dest` | a text: where they came from, and where they went. "" where it is missing |
# | `boat`, `body` | the lifeboat, and the number of a body that was found. Both were noted afterwards |
#
# The rules for all tasks:
#
# - *texts* are NumPy arrays of Python's kind of text, dtype `<U…`. In all arrays that go in together,
#   entry i belongs to row i
# - where a contract says *array*, give back a NumPy array or a tensor; a list is no array
# - floats are not rounded; float32 is exact enough
# - what is handed in is not changed. A result belongs to the caller: writing into it changes
#   neither what was handed in nor any later result, unless a contract allows it
#
# *Reading and solving: about 110 minutes. Cells that begin with `# experiment` are yours to play
# with. They are not run when your notebook is graded, so begin slow cells of your own like that;
# every other code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an
# idea. `progress()` draws where you stand.*

# %%
from course import open_exercise, progress
from course.data import titanic

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("titanic-features")

# %% tags=["experiment"]
# experiment: every passenger is a dot. Blue dots lived. On the left stand those without an age.
# No need to read this cell: run it, and look.
list_of_1912 = titanic()
scatter = np.random.default_rng(1)
holes = np.isnan(list_of_1912["age"])
across = np.where(holes, scatter.uniform(-16, -4, 1309), np.nan_to_num(list_of_1912["age"]))
up = (list_of_1912["sex"] == "female") + scatter.uniform(0.08, 0.92, 1309)
plt.figure(figsize=(11, 3.8))
for fate, colour in ((0, "#ccbbaa"), (1, "#4477aa")):
    here = list_of_1912["survived"] == fate
    plt.scatter(across[here], up[here], s=9, color=colour)
plt.axvline(-1, color="#888888")
plt.yticks([0.5, 1.5], ["men and boys", "women and girls"])
plt.xlabel("age in years (left of the line: not written down). Blue dots lived")
plt.show()

# %% [markdown]
# Look at the lower half. Boys of five lived more often than men of thirty. And look at the strip on
# the left: nobody wrote down how old these people were. Was one of them a child? Each of them has a
# name. Each name has a title.
#
# ## 1. The word before the stop
#
# All names in the list are written alike: "Allison, Master. Hudson Trevor". First comes the surname,
# up to the comma. Then comes the title, up to the stop. Then comes everything else, and that may be a
# lot: a husband's name, a maiden name in brackets, a nickname.
#
# It is tempting to look for "Mr" anywhere in the name. There is a "Mr" in every "Mrs". There is a
# "Master" in every Masterson. A question must be put to the right place.

# %% task="titles"
def titles(names):
    """The title of each passenger: Mr, Mrs, Miss, Master or Rare.

    names: texts of shape (n,). n may be 0.

    Returns n texts in the order of the names, in a list or an array.

    The title stands between the first comma of a name and the next full stop after that comma. Blanks
    at its two ends do not count. Surnames may have stops in them, and titles may have several words.
    Behind the title anything may stand: brackets, quotation marks, more commas, stops and titles.

    Mr, Mrs, Miss and Master stay as they are. Mlle and Ms become Miss, and Mme becomes Mrs. Any other
    title is Rare: capitals count, so MR is Rare, too. A name is Rare if it has no comma, or no stop
    after its first comma.

    >>> [str(title) for title in titles(np.array(["Sage, Mr. Fred", "Li, Ms. Ada", "Oz, Dr. Jo"]))]
    ['Mr', 'Miss', 'Rare']
    """
    raise NotImplementedError

# %% [markdown]
# **Guess first.** Of the men and boys on board, 19 in 100 lived. "Master" was the title of some of
# them. How many of 100 Masters lived? And how old was the Master in the middle, by age? Write down
# two numbers, then run the next two cells.

# %% tags=["experiment"]
# experiment: your two guesses. (They are not graded.)
guess_lived_of_100 = None  # a number, such as 19
guess_median_age = None  # a number, such as 30

# %% tags=["experiment"]
# experiment: age by title, one strip for each. Blue dots lived. A yellow cross is your guess.
# No need to read this cell: run it, and look.
def draw_ages(strips=("Master", "Miss", "Mrs", "Mr", "Rare")):
    """Draw a strip of dots for each title, with the share that lived and the median age."""
    title_of = np.array([str(title) for title in titles(list_of_1912["name"])])
    lived = list_of_1912["survived"] == 1
    plt.figure(figsize=(11, 4))
    for strip, title in enumerate(strips):
        here = title_of == title
        known = here & ~holes
        for who, colour in ((known & ~lived, "#ccbbaa"), (known & lived, "#4477aa")):
            height = strip + scatter.uniform(-0.3, 0.3, who.sum())
            plt.scatter(list_of_1912["age"][who], height, s=9, color=colour)
        share = 100 * lived[here].mean() if here.any() else 0
        middle = np.median(list_of_1912["age"][known]) if known.any() else np.nan
        plt.plot([middle, middle], [strip - 0.4, strip + 0.4], color="#cc3311")
        plt.text(82, strip, f"{share:.0f} of 100 lived, median age {middle:.0f}", va="center")
    plt.plot(guess_median_age, -0.8, "x", color="#ddaa33", markersize=14, markeredgewidth=4)
    told = f"your guess: {guess_lived_of_100} of 100, age {guess_median_age}"
    plt.text(82, -0.8, told, va="center", color="#997700")
    plt.yticks([-0.8, *range(len(strips))], ["your guess", *strips])
    plt.ylim(-1.2, len(strips) - 0.5)
    plt.xlim(-1, 120)
    plt.xlabel("age in years, where it is known (the red line is the median; blue dots lived)")
    plt.show()


if guess_lived_of_100 is None or guess_median_age is None:
    print("Write your guesses into the cell above, run it, and then run this one again.")
else:
    draw_ages()

# %% [markdown]
# A Master is a boy. Half of them lived, and their median age is 4. That column was in the list all
# the time, hidden in a text.
#
# ## 2. One price for six beds
#
# Was a fare of 28 pounds a rich man's fare? Six people in third class have it in their rows: the Skoogs
# and their four children. But look at their ticket. All six have the same one, number 347088. The fare
# in the list is the fare of the *ticket*, and a ticket was for a family or a group of friends. Each of
# them has the whole sum in their row. The Skoogs paid 4.65 pounds each.
#
# So count who shares a ticket, and divide. Of the tickets with several passengers, 199 in 200 state
# the same fare in each row. Do not look for families by surname: maids, cousins and friends travelled
# on the family's ticket, and two families called Andersson on two.

# %% task="fare-each"
def companions(tickets):
    """How many passengers in these rows have the same ticket, each of them included.

    tickets: texts of shape (n,), n at least 1, in any order. Tickets are the same if their texts are the
             same, character by character. So "LINE", "17" and "017" are three tickets, and capitals
             and blanks count. An empty text is a ticket like any other.

    Returns an array of integers of shape (n,).

    >>> companions(np.array(["A 5", "LINE", "A 5"])).tolist()
    [2, 1, 2]
    """
    raise NotImplementedError


def fare_each(fare, tickets):
    """The price each passenger paid: the fare in their own row, shared by all who have the same ticket.

    fare:    float32 or float64 array of shape (n,). It is NaN where it is missing, and may be 0.
    tickets: as for `companions`.

    Returns a float array of shape (n,): the fare of each row over its number of companions. The rows of
    a ticket may state different fares: each keeps to its own. A missing fare stays NaN, and its row
    counts as a companion all the same.

    Two arrays of different lengths raise a ValueError.

    >>> fare_each(np.array([20.0, 8.0, 20.0]), np.array(["A 5", "LINE", "A 5"])).tolist()
    [10.0, 8.0, 10.0]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the fares of the third class, as they stand in the list and for each person
# No need to read this cell: run it, and look.
third = (list_of_1912["pclass"] == 3) & ~np.isnan(list_of_1912["fare"])
each = np.asarray(fare_each(list_of_1912["fare"], list_of_1912["ticket"]), "float64")
figure, panels = plt.subplots(1, 2, figsize=(11, 3), sharey=True)
for panel, fares, title in zip(panels, (list_of_1912["fare"], each), ("as listed", "for each person")):
    low, high = np.quantile(fares[third], [0.25, 0.75])
    panel.hist(np.minimum(fares[third], 40), bins=np.arange(0, 41, 1), color="#4477aa")
    panel.axvspan(low, high, color="#ddcc77", alpha=0.5)
    panel.set_title(f"{title}: the middle half spans {high - low:.1f} pounds")
    panel.set_xlabel("pounds (40 and more in the last bar)")
panels[0].set_ylabel("passengers of the third class")
plt.show()

# %% [markdown]
# More than half of the third class paid the *same* price, seven to eight pounds. Where somebody paid
# less there were children on the ticket. What looked dear was only the size of the ticket.
#
# ## 3. A gap is information
#
# 263 passengers have no age. You may not drop them: a third-class passenger without an age still
# wants a prediction. And each way to fill the gap says something:
#
# - *zero* says that they were babies
# - *the mean of everybody* says that a Master is thirty
# - *the median of their title and class* says what a detective would say
#
# Two more things. The gap itself is news: of those whose age is known 41 in 100 lived, and of the
# others 28 in 100. Nobody could ask the dead. So a column should say where the gaps were. And a median
# is learnt from rows, like anything else. **A median learns from the training rows alone.** So it
# takes two steps: `fit` looks at training rows, and `fill` only uses what was learnt.

# %% task="gaps"
class Gaps:
    """Fills missing ages by the median age of passengers of like title and class.

    *Columns* are a dict of arrays of shape (n,), n at least 1. It holds at least `title` (any texts),
    `pclass` (whole numbers) and `age` (float32, NaN where it is missing). Rows are in any order.

    Gaps():        has learnt nothing yet.
    fit(columns):  learns from the known ages of these rows, and from nothing else. If no age is known it
                   raises a ValueError. Fitting again forgets all that was learnt before. It does not
                   matter what `fit` returns, nor what becomes of the columns afterwards.
    fill(columns): returns a new dict with all of the columns. It may be asked at any time after `fit`,
                   and teaches the object nothing. In the new dict `age` is a float32 array of its own.
                   Known ages keep every bit. A missing one becomes the median of the fitted ages of the
                   same title *and* class. If there are none, it becomes the median of those of the same
                   title. If there are none either, the median of all. `age_known` is a float32 array, 1
                   where the age was known and 0 where it was not; it takes the place of one that is
                   there already. Every other column has the values that it had. It may be the very
                   array that was handed in.

    Of an even number of ages the median is the mean of the two in the middle. Titles and classes may
    come that were not met in `fit`. Each object learns for itself.

    >>> known = {"title": np.array(["Mr", "Mr"]), "pclass": np.array([3, 3])}
    >>> known["age"] = np.array([20, 30], "float32")
    >>> asked = {"title": np.array(["Mr"]), "pclass": np.array([3])}
    >>> asked["age"] = np.array([np.nan], "float32")
    >>> gaps = Gaps()
    >>> _ = gaps.fit(known)
    >>> filled = gaps.fill(asked)
    >>> filled["age"].tolist(), filled["age_known"].tolist()
    ([25.0], [0.0])
    """

    def __init__(self):
        raise NotImplementedError

    def fit(self, columns):
        raise NotImplementedError

    def fill(self, columns):
        raise NotImplementedError

# %% [markdown]
# ## 4. Two columns that talk to each other
#
# "Women and children first." Of the women in first class 97 in 100 lived, in second class 89. In third
# class it was 49. For men the three figures are 34, 15 and 15.
#
# A model that adds up a number for *woman* and a number for *third class* cannot say that. If third
# class takes something away from a woman, it must take the same away from a man. So give it a column
# for each *pair*: third-class woman, second-class man. Then each pair has a number of its own. (Do not
# number the pairs from 0 to 5: a sixth kind of passenger is not five times a first one.)

# %% task="crossed"
def cross(a, b, train):
    """One column of zeros and ones for each pair of values that the training rows hold.

    a, b:  two arrays of shape (n,), each of texts or of whole numbers. One may be of texts and the other
           of numbers.
    train: the training rows: an array of row numbers, at least one, in any order, each of them once.

    Returns a float32 array of shape (n, k), where k is the number of different pairs (a[i], b[i]) among
    the training rows. Each pair has its column, in any order. A row holds 1 in the column of its own
    pair, and 0 elsewhere. A row whose pair is not among those of the training rows is all zeros.

    Pairs are different if a or b is different: "x" with "yz" is not "xy" with "z".

    If a and b have different lengths, it raises a ValueError.

    >>> sex, pclass = np.array(["f", "m", "f", "f"]), np.array([1, 1, 1, 3])
    >>> crossed = cross(sex, pclass, np.array([0, 1, 2]))
    >>> sorted(np.asarray(crossed).T.tolist())
    [[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]]
    """
    raise NotImplementedError

# %% [markdown]
# ## 5. How did the others fare?
#
# On most tickets people lived or died together. That is a strong clue: *how did the others on this
# ticket fare?* There are 929 tickets, too many for a column each. So one column holds, for each row,
# the share of survivors in its group. The field calls it *target encoding*, and it is where the
# answer most easily gets into the question.
#
# A passenger who travels alone is the whole of their group. The share of survivors there is their own
# label. A model that sees this column has no more to learn. It reads off the answer, and on new
# passengers it knows nothing. So **a label must not find its way back into its own row**: ask about
# the *others*. The labels of test rows are not asked at all.

# %% task="remembered"
def survival_of_group(groups, y, train):
    """How the others of each row's group fared: the share of survivors among them.

    groups: array of shape (n,), the group of each row: texts or whole numbers. Groups are of any size,
            and their rows need not stand side by side.
    y:      array of shape (n,), 1 for those who lived and 0 for the others: bools or integers of any
            dtype. The labels of rows that are not in `train` have no effect.
    train:  the training rows: an array of row numbers, at least two, in any order, each of them once.

    Returns a float array of shape (n,):

    - for a training row, the share of survivors among the *other* training rows of its group. If there
      are no others, the share among all other training rows, of any group
    - for any other row, the share of survivors among the training rows of its group. If there are none,
      the share among all training rows

    So the label of a row never has an effect on the row's own number.

    If groups and y have different lengths, it raises a ValueError.

    >>> groups, y = np.array(["Li", "Li", "Li", "Ng", "Li"]), np.array([1, 0, 0, 1, 1])
    >>> survival_of_group(groups, y, np.array([0, 1, 2])).round(3).tolist()
    [0.0, 0.5, 0.5, 0.333, 0.333]
    """
    raise NotImplementedError

# %% [markdown]
# The next cell holds tools. You may use them, and need not change them: a logistic regression, the
# AUROC, and four ways to part the list. AUROC is how often a survivor gets a higher number than
# somebody who died, if both are taken at random: 0.5 is chance.

# %%
def logistic(x, y):
    """Fit a logistic regression, gently held back. Its weights, the constant first: shape (1 + d,)."""
    x = np.column_stack([np.ones(len(x)), x]).astype("float64")
    weights = np.zeros(x.shape[1])
    brake = np.diag(np.r_[1e-6, np.ones(x.shape[1] - 1)])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + brake
        weights -= np.linalg.solve(curvature, x.T @ (p - y) + brake @ weights)
    return weights


def probabilities(weights, x):
    """The probability that a logistic regression gives to each row, shape (n,)."""
    return 1 / (1 + np.exp(-np.clip(weights[0] + x @ weights[1:], -30, 30)))


def auroc(y, scores):
    """How often a row of class 1 has a higher score than one of class 0; a tie is a half."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    ones = int((y == 1).sum())
    return (rank[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones))


def quarters(tickets, seed):
    """Four pairs (training rows, test rows). Each row is tested once; no ticket is on both sides."""
    names, group = np.unique(tickets, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    end = np.cumsum(np.bincount(group)[order])
    quarter = np.empty(len(names), int)
    quarter[order] = np.minimum(4 * (end - 1) // len(tickets), 3)
    return [(np.flatnonzero(quarter[group] != q), np.flatnonzero(quarter[group] == q)) for q in range(4)]


def rows_of(columns, rows):
    """The same columns, with these rows alone."""
    return {name: values[rows] for name, values in columns.items()}


class Plain:
    """The list without a detective: class, sex, age, relatives, fare and port, as they stand."""

    def table(self, columns):
        age, fare = (
            np.where(np.isnan(columns[name]), self.middle[name], columns[name]) for name in ("age", "fare")
        )
        flags = [columns["pclass"] == 1, columns["pclass"] == 2, columns["sex"] == "female"]
        flags += [columns["embarked"] == port for port in "SC"]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags])

    def fit(self, columns, y):
        self.middle = {name: np.nanmedian(columns[name]) for name in ("age", "fare")}
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))

# %% tags=["experiment"]
# experiment: labels are drawn by dice, so there is nothing to know. How much does each column "know"?
# No need to read this cell: run it, and look.
dice = np.random.default_rng(5).permutation(list_of_1912["survived"])
everybody = np.arange(1309)
ticket_number = np.unique(list_of_1912["ticket"], return_inverse=True)[1]
own_inside = (np.bincount(ticket_number, dice) / np.bincount(ticket_number))[ticket_number]
ways = {
    "own label inside": own_inside,
    "your survival_of_group": np.asarray(survival_of_group(list_of_1912["ticket"], dice, everybody)),
}
together = np.bincount(ticket_number)[ticket_number] > 1
plt.figure(figsize=(8, 1.8))
for place, column in enumerate(ways.values()):
    value = auroc(dice[together], column[together])
    plt.barh(place, value, color=["#cc6677", "#4477aa"][place])
    plt.text(value + 0.01, place, f"{value:.2f}", va="center")
plt.axvline(0.5, color="#888888", linestyle="--")
plt.yticks(range(2), ways)
plt.xlim(0, 1.05)
plt.xlabel("AUROC on the training rows that share a ticket; dice deserve 0.5")
plt.show()

# %% [markdown]
# The column with the own label inside is fluent in dice. Yours scatters about chance, and is more often
# below than above: if *you* lived then the others, on average, lived a little less often. (A model that
# compares the rows of a group can turn that round. Where much is at stake one asks by folds: the labels
# of another part of the rows alone.)
#
# ## 6. The detective's table
#
# Now put your questions together, and let a model weigh them. One more trap lies in the list. It has
# two columns that were filled in *after the ship had sunk*: `boat`, the lifeboat that saved somebody,
# and `body`, the number of a body that was found. With `boat` a model gets an AUROC of 0.97. But
# nobody on deck knew their lifeboat when you would have needed the prediction. A thing that is only
# known afterwards is no feature, and neither is a question made from it.
#
# You are judged on quarters of the list, cut by tickets as `quarters` does it. Beside the columns of
# `Plain`, the title is worth about 0.012 of AUROC, sex with class 0.006, and both together 0.015. With
# two more questions, *is it a large family?* and *is a cabin known?*, the gain comes to about 0.02.
#
# More columns are not always better. How the others on a ticket fared is a strong clue, and here it does
# *harm*: it takes 0.004 away. `quarters` puts no ticket on both sides. So nobody on a test row's ticket
# was ever seen, and there the column says the same in every row. But in training it said a lot, and the
# model has learnt to trust it. How many share a ticket does harm, too. Leave out what does not help.
#
# Some of your functions take all rows at once, and say which are for training. Such a column is learnt
# from the fitted rows, and asked of others later. To ask it in `predict`, keep the fitted rows, put the
# asked ones behind them, and take what it says of these. Or write down in `fit_survival` what you need.

# %% task="model"
def fit_survival(columns, y, seed):
    """Fit a model that says who survived.

    columns: the columns of `titanic()` without `survived`, a dict of arrays of shape (n,), n at least 500.
    y:       int64 array of shape (n,), 1 for those who lived.
    seed:    an int from 0 to 1 000 000 that fixes whatever is drawn. The same call with the same seed
             gives the same predictions, to three digits.

    Returns an object with a method `predict(columns)`. It takes columns as above, of one row or more, and
    returns an array of floats of shape (n,): the probability of having survived, for each row in its
    place. Rows may have gaps wherever `titanic()` has some, and titles, ports, cabins and tickets that
    were not among the fitted rows. A row's prediction may depend on who else is asked in the same
    call, but not on the order of the rows.

    The model knows nothing but what `columns` and `y` say. `boat` and `body` have no effect: whatever
    stands in these two columns, in `fit_survival` or in `predict`, each prediction stays the same.
    A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it.

    On each of the four pairs of `quarters`, for each of two seeds, it is fitted on the training rows and
    predicts the test rows. Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight.
    A gain above 0.07 is taken for a leak.

    >>> ship = titanic()
    >>> lived = ship.pop("survived")
    >>> model = fit_survival(ship, lived, seed=0)
    >>> model.predict(rows_of(ship, np.arange(3))).shape
    (3,)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: your model against the plain list, on twenty quarters. Each line is one of them.
# No need to read this cell: run it, and look.
ship = titanic()
lived = ship.pop("survived")
scores = {"Plain": [], "yours": []}
for seed in range(5):
    for train, test in quarters(ship["ticket"], seed):
        known, asked = rows_of(ship, train), rows_of(ship, test)
        models = Plain().fit(known, lived[train]), fit_survival(known, lived[train], 0)
        for marks, model in zip(scores.values(), models):
            marks.append(auroc(lived[test], np.asarray(model.predict(asked))))
plt.figure(figsize=(7, 4))
for pair in zip(*scores.values()):
    plt.plot([0, 1], pair, "o-", color="#4477aa" if pair[1] > pair[0] else "#cc6677", alpha=0.6)
means = [np.mean(values) for values in scores.values()]
plt.plot([0, 1], means, "k", linewidth=3)
plt.xticks([0, 1], [f"{name}: {mean:.4f}" for name, mean in zip(scores, means)])
plt.ylabel("AUROC on the quarter that was held out")
plt.xlim(-0.3, 1.3)
plt.show()

# %% [markdown]
# ## 7. Does it help?
#
# In the picture above some quarters are easy and some are hard: the lines start at very different
# heights. If you compare the clouds on the left and on the right, the difference drowns. But both
# models sat the *same* exams. So compare line by line: the difference on each split. The hardness of the
# split is in both numbers, and drops out.
#
# The differences scatter, too. How sure is their mean? The *spread* of the differences says where one
# more split may fall. The *standard error* says where the mean may lie: the spread, divided by the root
# of their number. Two standard errors on either side hold the true gain in about 19 of 20 such
# experiments, if there are ten splits or more. (Splits of one list share rows, so the interval is still
# a little too sure of itself.)

# %% task="does-it-help"
def gain(with_it, without_it):
    """The gain that a feature brings on average, and how sure that is.

    with_it, without_it: scores on the same n splits, in a list or a float array of shape (n,), n at least
                         2. Entry i of both belongs to split i.

    Returns three floats in a tuple or list, (mean, low, high). The mean is that of the n differences, with
    minus without. The standard error is their spread over the root of n. The spread: divide the sum of
    their squared distances from their mean by n - 1, and take the root. `low` lies two standard errors
    below the mean, and `high` two above.

    Different lengths raise a ValueError, and so do fewer than two splits.

    >>> [round(float(value), 3) for value in gain([0.82, 0.87, 0.90], [0.80, 0.84, 0.86])]
    [0.03, 0.018, 0.042]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: add columns of dice to the plain list. Many a split praises them. What does the mean say?
# No need to read this cell: run it, and look. Drag the number of dice columns.
parts = [pair for seed in range(5) for pair in quarters(ship["ticket"], seed)]


def throw(columns=1):
    """Draw the gain from columns of dice on each of twenty splits, and what `gain` says."""
    dice = np.random.default_rng(columns).standard_normal((1309, columns))
    marks = {True: [], False: []}
    for train, test in parts:
        plain = Plain().fit(rows_of(ship, train), lived[train])
        table = plain.table(ship)
        for extra in marks:
            x = np.column_stack([table, dice]) if extra else table
            said = probabilities(logistic(x[train], lived[train]), x[test])
            marks[extra].append(auroc(lived[test], said))
    apart = np.subtract(marks[True], marks[False])
    mean, low, high = gain(marks[True], marks[False])
    plt.figure(figsize=(9, 2))
    plt.scatter(apart, np.zeros(len(apart)), c=np.where(apart > 0, "#ddaa33", "#4477aa"), s=30)
    plt.plot([low, high], [1, 1], color="#cc3311", linewidth=4)
    plt.plot(mean, 1, "o", color="#cc3311", markersize=9)
    plt.axvline(0, color="#888888", linestyle="--")
    plt.yticks([0, 1], ["each split", "your gain"])
    plt.ylim(-0.6, 1.6)
    thrown = "1 column" if columns == 1 else f"{columns} columns"
    plt.title(f"{thrown} of dice: {(apart > 0).sum()} of {len(apart)} splits praise it, the others do not")
    plt.xlim(-0.035, 0.01)
    plt.xlabel("difference in AUROC")
    plt.show()


try:
    from ipywidgets import interact
except ImportError:
    throw()
else:
    interact(throw, columns=(1, 40))

# %% [markdown]
# A feature that helps on *one* split is a rumour. Twenty splits, pair by pair, are a witness.
#
# Take home:
#
# - a feature is a question put to a row, and words hold answers that numbers do not
# - a gap is information; fill it by what the training rows say, and note that it was there
# - a thing that is only known afterwards is no feature, however well it works
# - a label must not find its way back into its own row
# - compare on the same splits, difference by difference, and say how sure you are
