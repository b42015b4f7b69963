# %% [markdown]
# # Did it learn, and what was it told?
#
# A program plays chess, and plays it well. Has it *learnt* anything?
#
# You cannot tell. Perhaps somebody wrote all its rules by hand. It was as good on its first day as it
# will be on its last, and then it has learnt nothing. Tom Mitchell's answer (1997) is the one that
# stayed: a program **learns** from experience E at a task T, by a measure P, if its P at T gets *better*
# with E. So there are two questions to ask of any machine:
#
# - Does P rise with E? Being good is no answer, and being perfect is none.
# - What kind of experience was E? Was it told the answers? Was it told nothing? Or was it told "well
#   done" now and then, and never why?
#
# You will measure the first, and build a learner for each answer to the second. On the way, 342
# penguins sort themselves, and you find out how many words it takes to name them.
#
# These rules hold in all tasks:
#
# - arrays that are handed in are NumPy's, and none of their numbers is NaN or infinite
# - where you return an array, a tensor will do, and its numbers may have any width
# - what is handed in is not changed. What was handed in before makes no difference
# - `rng` is a `numpy.random.Generator`. Every random number comes from it, or from what it spawns: the
#   same arguments and a generator in the same state give the same result. Global random states stay as
#   they are. (Keras may draw its first weights as it does.)
#
# Your answers may call those of earlier tasks. A mistake there then counts twice.
#
# *Reading and solving: about 100 minutes. Cells that begin with `# experiment` are yours to play with:
# they are not run when your notebook is graded. Every other code cell is. Stuck? `hint("a task's
# name")` has a question for you, and then an idea. `progress()` draws where you stand.*

# %%
import itertools

from course import open_exercise, progress
from course.data import penguins

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("kinds-of-learning")

# %% [markdown]
# Here are the three kinds of experience, side by side. On the left each dot came with its answer, a
# colour. In the middle nobody said a word. On the right a machine stood before three levers. It was
# told nothing but "coin" or "no coin", and only for the lever that it pulled.

# %% tags=["experiment"]
# experiment: three kinds of experience. No need to read this cell: run it, and look.
rng = np.random.default_rng(4)
clouds = np.repeat([[0.0, 0.0], [3.0, 1.0], [1.0, 3.0]], 30, axis=0)
dots, colours = clouds + 0.6 * rng.standard_normal((90, 2)), ["#4477aa", "#cc6677", "#228833"]
figure, panels = plt.subplots(1, 3, figsize=(11, 3.2))
panels[0].scatter(*dots.T, c=np.repeat(colours, 30), s=14)
panels[1].scatter(*dots.T, c="#888888", s=14)
pulled = np.minimum(rng.geometric(0.3, 60), 3) - 1
coin = rng.random(60) < np.array([0.6, 0.3, 0.1])[pulled]
panels[2].scatter(np.arange(60), pulled, c=np.where(coin, "#ddaa33", "#eeeeee"), edgecolors="#888888")
panels[2].set(yticks=range(3), ylim=(-0.6, 2.6), xlabel="pull")
panels[2].set_yticklabels(["lever 0", "lever 1", "lever 2"])
for panel, title in zip(panels, ["told the answers", "told nothing", "told “coin” or “no coin”"]):
    panel.set_title(title)
plt.show()

# %% [markdown]
# ## 1. Has it learnt?
#
# Show a machine 10 rows, and test it. Show it 100, and test it. Show it 1000. Scores scatter, so you
# repeat the whole thing, each time with other rows. You get a table: a line for each repeat, a column
# for each size.
#
# A score can rise by chance. In each repeat both scores come from the same rows, so look at the *rise*
# within a repeat. The mean of n rises has a **standard error**: their standard deviation s (the one that
# divides by n - 1), over the square root of n. With ten repeats or more, a mean above three standard errors
# is hardly ever chance. With two repeats it is chance one time in ten.
#
# Do not look for the best size. Of many columns of dice, one is always the highest.

# %% task="learns"
def learns(scores):
    """Say whether scores rise with experience, by more than chance.

    scores: (repeats, sizes) array of floats or of integers, such as uint8. Higher is better. Column 0
            belongs to the smallest size, the last column to the largest. Fewer than 2 repeats or fewer
            than 2 sizes raise a ValueError.

    A repeat's rise is its score at the last size minus that at the first. Returns True if the mean of the
    rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy.

    The numbers may be large or small: compute in float64. (Left open: rises that differ by nothing but
    rounding, and a mean within a millionth of three standard errors.)

    >>> bool(learns(np.array([[0.5, 0.6, 0.7], [0.4, 0.6, 0.7], [0.5, 0.4, 0.8]])))
    True
    >>> bool(learns(np.array([[1.0, 1.0], [1.0, 1.0]])))  # perfect, and it has learnt nothing
    False
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. Told the answers: the question makes the head
#
# The commonest experience is a table with answers. People then say "regression" or "classification",
# as if the table decided. It does not. *Your question* does, by the kind of answer that it allows. You
# can ask of one and the same penguin:
#
# | kind | a question | answers |
# | --- | --- | --- |
# | `"number"` | How far is it from the mean weight? | any number, below 0 too |
# | `"yes-no"` | Is it female? | a probability |
# | `"one-of"` | Adelie, Chinstrap or Gentoo? | k probabilities that add up to 1 |
# | `"any-of"` | Is it ringed, ill, moulting? | k probabilities, each for itself |
# | `"count"` | How many chicks has it raised? | an expected count, never below 0 |
#
# A network's last layer is its **head**. What the head lets out, and the loss that goes with it, must
# fit the question. A head that cannot say -3 will never learn -3. And a head whose answers add up to 1
# cannot say that a penguin is both ringed and ill.

# %% task="head"
def build(kind, columns, k):
    """Build a model for a kind of question.

    kind:    "number", "yes-no", "one-of", "any-of" or "count". Any other text raises a ValueError.
    columns: number of columns, an int, at least 1.
    k:       for "one-of" the number of classes, at least 2. For "any-of" the number of questions, at
             least 1. For other kinds it makes no difference.

    Returns a new compiled Keras model of Keras's own layers. It takes rows of shape (n, columns), float32.
    It gives n rows of one column, or of k columns for "one-of" and "any-of":

    - "number": any number, below 0 and above 1 too
    - "yes-no": the probability of 1
    - "one-of": the probabilities of the classes 0 … k - 1, which add up to 1
    - "any-of": for each question the probability of 1. They need not add up to anything: all may be
      near 1, or all near 0
    - "count": the count to be expected, never below 0

    This holds before training and after, for rows far from all others too, such as columns of -5 and 5.

    Then `model.fit(x, y, batch_size=30, epochs=20)` is called with 300 rows. Their columns are numbers
    around 0, with a standard deviation of 1. Answers depend on weighted sums of the columns (for "count",
    its logarithm does), and a little on luck. y has shape (n,): numbers between about -10 and 10; 0 and 1;
    classes, as ints; counts. For "any-of" it has shape (n, k), of 0 and 1.

    After that the model has learnt. New rows are drawn, and their answers without luck. For "number" and
    "count" it explains at least 75 % of their variance. For the others at least 85 % are right: a
    probability above one half says 1, and the class with the highest probability is its class.

    Choose a rate so that 200 steps suffice. A hidden layer is not needed, and a small one does no harm.

    >>> build("one-of", 4, 3).predict(np.zeros((5, 4)), verbose=0).shape
    (5, 3)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: one column, one answer, two heads each. No need to read this cell: run it, and look.
def learn_with(units, activation, loss, x, y):
    """What a single layer with this head says of x, after it has learnt."""
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.1), loss)
    model.fit(x, y, epochs=25, batch_size=30, verbose=0)
    return model.predict(x, verbose=0)


rng = np.random.default_rng(2)
x = np.sort(rng.standard_normal((300, 1)).astype("float32"), axis=0)
below, counted = 2 * x[:, 0] - 1 + 0.4 * rng.standard_normal(300), rng.poisson(np.exp(0.5 + 0.8 * x[:, 0]))
figure, panels = plt.subplots(1, 2, figsize=(10, 3))
for panel, answers, heads in [
    (panels[0], below, [("sigmoid", "mean_squared_error"), (None, "mean_squared_error")]),
    (panels[1], counted, [(None, "mean_squared_error"), ("exponential", "poisson")]),
]:
    panel.plot(x, answers, ".", color="#cccccc")
    for (activation, loss), colour in zip(heads, ["#cc6677", "#4477aa"]):
        name = f"{activation or 'no activation'}, {loss}"
        panel.plot(x, learn_with(1, activation, loss, x, answers), color=colour, label=name)
    panel.legend(frameon=False, fontsize=8)
panels[0].set_title("a number")
panels[1].set_title("a count")
plt.show()

# %% [markdown]
# ## 3. Told nothing: find groups
#
# Now nobody tells the answers. Nothing is left but the rows, and some lie nearer to each other than to
# the rest. An old recipe, **k-means**, finds k groups. Begin with k rows as centres. Put each row into
# the group of its nearest centre. Move each centre to the mean of its rows. Go on until no row changes
# its group.
#
# Two things go wrong. A centre may lose all its rows, and the mean of nothing is NaN. And the recipe
# comes to rest in the first valley that it meets: two centres share one cloud, a third has two clouds
# for itself, and none of them moves. So begin several times, and keep the best.

# %% tags=["experiment"]
# experiment: the recipe at rest, twice. No need to read this cell: run it, and look.
clouds = np.random.default_rng(6).normal([[0, 1], [0, -1], [5, 0]], 0.3, (60, 3, 2))
left, right = clouds[:, 2][clouds[:, 2, 0] < 5], clouds[:, 2][clouds[:, 2, 0] >= 5]
rests = {
    "at rest, and stuck": [clouds[:, :2].reshape(-1, 2), left, right],
    "at rest, and right": [clouds[:, 0], clouds[:, 1], clouds[:, 2]],
}
for panel, (words, groups) in zip(plt.subplots(1, 2, figsize=(9, 2.6))[1], rests.items()):
    for group, colour in zip(groups, ["#4477aa", "#ddaa33", "#228833"]):
        panel.plot(*group.T, "o", color=colour, markersize=4, alpha=0.6)
        panel.plot(*group.mean(axis=0), "k*", markersize=14)
    panel.set(title=f"{words}: each star is the mean of its rows", xticks=[], yticks=[])
    panel.title.set_fontsize(9)
plt.show()

# %% task="groups"
def find_groups(x, k, rng):
    """Find k groups of rows.

    x:   (n, d) array of floats or of integers, such as uint8: n at least 1, d at least 1.
    k:   how many groups, an int from 1 to the number of different rows. Any other raises a ValueError.
    rng: it draws where the search begins.

    Returns (centres, labels), in a tuple or list. centres: (k, d) floats. labels: (n,) ints, 0 … k - 1,
    the group of each row. The order of the groups is left open.

    - no group is empty
    - each centre is the mean of its group's rows, up to rounding
    - no other centre is nearer to a row than its own (Euclidean distance, up to rounding)

    Compute in float64. x is taken as it is: no column is scaled.

    Where the rows stand in 4 or 5 round clouds, with centres at least eight standard deviations apart, each
    cloud is a group: in at least 8 of 10 tables.

    On tables without clouds there are many ways to come to rest. There, other states of `rng` often lead
    to other groups. So `rng` has to make a difference.

    >>> centres, labels = find_groups(np.array([[0.0], [9.0], [1.0]]), 2, np.random.default_rng(0))
    >>> sorted(np.array(centres)[:, 0].tolist())
    [0.5, 9.0]
    """
    raise NotImplementedError

# %% [markdown]
# ## 4. Groups have no names
#
# Your machine says "group 2". A biologist says "Gentoo". Do they mean the same? The numbers of groups
# are accidents: on another day, group 2 is group 0. So try *every* way to name the groups, and keep the
# best. To name one group after the other, each by its commonest class, is not enough. Two groups may
# want the same name.

# %% task="names"
def agreement(labels, truth):
    """Say how well groups agree with classes, under the best way to name the groups.

    labels: (n,) array of ints: the group of each row. Any ints may be groups: 7 and -1, for instance.
    truth:  (n,) array of ints or of texts: the class of each row.

    Two lengths that differ, or no rows, raise a ValueError. There are at most 6
    different groups and at most 6 different classes, not always as many.

    A naming gives each group the name of a class, or none. No two groups get the same name. A row is
    right if its group has the name of its class.

    Returns the largest share of right rows that a naming can reach: a float, of Python or NumPy.

    >>> float(agreement(np.array([5, 5, 0, 0]), np.array(["b", "b", "a", "b"])))
    0.75
    """
    raise NotImplementedError

# %% [markdown]
# Now to the penguins. Each was measured in four ways: length and depth of its bill, length of its
# flipper, all in millimetres, and its body mass in grams. Put them into **equal units**: from each column
# take its mean, and divide by its standard deviation. *Guess first:* if `find_groups` is asked for **two**
# groups, in equal units, will it find the two sexes, or a species and the others? Write your guess into
# the cell: "sexes" or "species".

# %% tags=["experiment"]
# experiment: two groups of penguins, your guess beside them
my_guess = None  # "sexes" or "species"

birds = penguins()
measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
raw = np.stack([birds[name] for name in measures], axis=1).astype("float64")
known = ~np.isnan(raw).any(axis=1)
raw, species, sex = raw[known], birds["species"][known], birds["sex"][known]
equal_units = (raw - raw.mean(axis=0)) / raw.std(axis=0)
labels = find_groups(equal_units, 2, np.random.default_rng(0))[1]
told = {
    "sexes": agreement(labels[sex != ""], sex[sex != ""]),
    "species": agreement(labels, species == "Gentoo"),
}
if my_guess not in told:
    print('Write "sexes" or "species" into this cell, and run it again.')
else:
    colours = ["#ddaa33" if name == my_guess else "#cccccc" for name in told]
    plt.figure(figsize=(6, 2.2))
    plt.barh(["female or male", "Gentoo or not"], list(told.values()), color=colours)
    plt.axvline(0.5, color="#333333", linestyle="--")
    plt.title("You have guessed it" if told[my_guess] == max(told.values()) else "It is the other one")
    plt.xlabel("agreement (dashed: coins; your guess is yellow)")
    plt.show()

# %% [markdown]
# Nobody said "Gentoo", and nobody said "sex". The machine finds groups, and not *your* groups. It found
# those that lie furthest apart. Which these are depends on the units. In grams, body mass has a spread
# of 800, and the depth of bills has one of 2 millimetres. In raw units penguins are sorted by weight, and
# by nothing else.

# %% tags=["experiment"]
# experiment: three groups, in raw units and in equal units; then the three species
figure, panels = plt.subplots(1, 3, figsize=(11, 3.4), sharey=True)
palette = np.array(["#4477aa", "#cc6677", "#228833"])
kinds_of_bird, species_number = np.unique(species, return_inverse=True)


def coloured(labels):
    """A colour for each bird: that of the species that its group agrees with best."""
    labels = np.asarray(labels)
    ways = [np.array(way) for way in itertools.permutations(range(3))]
    return palette[max(ways, key=lambda way: (way[labels] == species_number).sum())[labels]]


for panel, table, name in zip(panels, [raw, equal_units], ["raw units", "equal units"]):
    labels = find_groups(table, 3, np.random.default_rng(0))[1]
    panel.scatter(raw[:, 0], raw[:, 3], c=coloured(labels), s=10)
    panel.set_title(f"groups, {name}: {agreement(labels, species):.3f}")
for name, colour in zip(kinds_of_bird, palette):
    panels[2].scatter(raw[species == name, 0], raw[species == name, 3], c=colour, s=10, label=name)
panels[2].legend(fontsize=8)
panels[2].set_title("species")
panels[0].set_ylabel("body mass (g)")
panels[1].set_xlabel("bill length (mm)")
plt.show()

# %% [markdown]
# Turn the weight of body mass yourself, from nothing to five times that of the others, and watch the
# groups turn. At which weight do groups and species agree best? It is not 1.

# %% tags=["experiment"]
# experiment: how much body mass counts
def show_weight(weight=1.0):
    """Draw three groups where body mass counts `weight` times as much as another measure."""
    table = equal_units * [1, 1, 1, weight]
    labels = find_groups(table, 3, np.random.default_rng(0))[1]
    plt.scatter(raw[:, 0], raw[:, 3], c=coloured(labels), s=10)
    plt.xlabel("bill length (mm)")
    plt.ylabel("body mass (g)")
    plt.title(f"weight {weight:.1f}: agreement {agreement(labels, species):.3f}")
    plt.show()


try:
    from ipywidgets import interact
except ImportError:
    show_weight()
else:
    interact(show_weight, weight=(0.0, 5.0, 0.5))

# %% [markdown]
# ## 5. Three questions
#
# Most of the work is done, without a single answer. What is missing is names, and an expert charges
# for each. You may ask her about three penguins. Which three?
#
# Three at random may all be Adelies. Three that lie as far apart as possible are odd birds. Find the
# groups first, and ask about one penguin in each: which one stands for its group best?

# %% task="three-questions"
def ask_three(x, ask, rng):
    """Name all rows after three questions.

    x:   (n, d) array of floats, n at least 30, d at least 1, with at least three different rows. Rows are
         of three classes, and stand in any order. Each column has a unit of its own, and no column is
         constant.
    ask: anything that can be called. ask(row) gives the class of that row of x, a text. `row` is its
         number, a whole number of Python or NumPy, from 0 to n - 1. A fourth call raises a RuntimeError.
    rng: as for `find_groups`.

    Returns a name for each row: an array or a list of n texts, each one that `ask` has given.

    On tables of 250 of the penguins above, in the four measures, at least 85 % of the names are right, on
    the average of forty tables. Units may be others (kilograms, inches), columns may stand in another
    order, and each number is off by about a tenth of its column's standard deviation.

    If the classes are three clouds as for `find_groups`, all names are right in at least 17 of 20 tables.
    There, too, units may differ: one column in metres, the next one in millimetres.

    >>> x = np.repeat([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]], 10, axis=0)
    >>> truth = np.repeat(["Adelie", "Chinstrap", "Gentoo"], 10)
    >>> names = ask_three(x, lambda row: str(truth[row]), np.random.default_rng(0))
    >>> float(np.mean(np.array(names) == truth))
    1.0
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: three questions on the penguins, twenty times; and three birds picked at random
def nearest_of(table, rows):
    """For each row of the table, the place of the nearest one of `rows`."""
    return ((table[:, None] - table[rows]) ** 2).sum(axis=2).argmin(axis=1)


shares = {"three birds at random": [], "ask_three": []}
for seed in range(20):
    rng = np.random.default_rng(seed)
    asked = rng.choice(len(raw), 3, replace=False)
    guessed = species[asked][nearest_of(equal_units, asked)]
    shares["three birds at random"].append((guessed == species).mean())
    names = ask_three(raw, lambda row: str(species[row]), rng)
    shares["ask_three"].append((np.array(names) == species).mean())
for name, values in shares.items():
    print(f"{name:22} {np.mean(values):.2f}, from {min(values):.2f} to {max(values):.2f}")

# %% [markdown]
# ## 6. Told "well done", and no more
#
# Three levers. Each gives a coin now and then, one more often than the others. Nobody says which. You
# are never told what another lever *would* have given. So each pull must do two jobs: bring a coin, and
# teach you something. Pull the lever that looks best, and you may never find out that another is better.
# Try all levers for ever, and you know everything and are poor.

# %% task="reward"
def play(pull, arms, n, rng):
    """Pull levers n times, for as many coins as possible.

    pull: anything that can be called. pull(arm) pulls one lever, and gives 1 (a coin) or 0, an int. A lever
          gives a coin with a probability of its own, which never changes, whatever was pulled before. `arm`
          is a whole number of Python or NumPy, from 0 to arms - 1. After n pulls, another one raises a
          RuntimeError.
    arms: how many levers there are, an int, at least 1.
    n:    how many pulls, an int, at least 0. It may be smaller than `arms`.
    rng:  you may draw from it, or leave it alone.

    Returns the levers in the order in which they were pulled: n whole numbers, in a list, a tuple or an
    array. Exactly n pulls are made.

    Take games of 600 pulls at three levers, with probabilities of .6, .3 and .1 in unknown order. The
    probabilities of the levers that were pulled are added up. A game is won if this sum is at least 288,
    which is 80 % of what the best lever alone would bring. At least 9 of 10 games are won.

    Where one of 2 to 5 levers always gives a coin and the others never do, it gets at least 40 % of the
    last 300 of 600 pulls.

    >>> pulled = play(lambda arm: int(arm == 2), 3, 5, np.random.default_rng(0))
    >>> len(pulled)
    5
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: one game; and a player who pulls the lever that looks best after one try of each
def greedy(pull, arms, n, rng):
    """Pull each lever once, then always the one with the best share of coins so far."""
    tried, won = np.zeros((2, arms))
    for turn in range(n):
        arm = turn if turn < arms else int((won / tried).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1


def game(player, seed, chances=(0.6, 0.3, 0.1)):
    """The share of the best lever's coins that a player wins, after each of 600 pulls."""
    luck, got = np.random.default_rng([seed, 1]), []
    chances = luck.permutation(chances)

    def pull(arm):
        got.append(chances[arm])
        return int(luck.random() < chances[arm])

    player(pull, 3, 600, np.random.default_rng(seed))
    return np.cumsum(got) / np.arange(1, 601) / max(chances)


for player, colour, name in [(greedy, "#cc6677", "greedy"), (play, "#4477aa", "play")]:
    games = [game(player, seed) for seed in range(12)]
    won = sum(one[-1] >= 0.8 for one in games)
    for place, one in enumerate(games):
        label = f"{name}: {won} of 12 games won, the worst ends at {min(g[-1] for g in games):.2f}"
        plt.plot(one, color=colour, alpha=0.6, label=None if place else label)
plt.axhline(0.8, color="#333333", linestyle="--", label="a game is won above this line")
plt.ylim(0, 1.45)
plt.xlabel("pulls")
plt.ylabel("share of the best lever")
plt.legend(frameon=False, loc="upper left", fontsize=8)
plt.show()

# %% [markdown]
# Most greedy players do splendidly, better than yours: they waste no pull. But a few are stuck for good
# with a bad lever. Their *mean* looks fair. That is why the contract counts games.
#
# ## 7. Which kind is it?
#
# Twelve people come to your door. Say of each which kind of question they bring. Here are the kinds, in
# the words of the street:
#
# | write | if the answer is, or if what is to be found is |
# | --- | --- |
# | `"how much"` | a measured amount, which may lie between two whole numbers |
# | `"how many"` | a count of things |
# | `"whether"` | one of two: yes or no |
# | `"which one"` | exactly one of three or more names |
# | `"which ones"` | any of several names at once: none, some or all |
# | `"what is alike"` | heaps of things that are like each other; nobody has said what heaps there are |
# | `"what pays"` | what to do next, where only a gain or a loss follows what is done |
# | `"nothing to learn"` | a value that a known rule gives exactly |
#
# And here they are:
#
# 1. A **doctor** has 4000 photographs of moles. Each was later found to be harmless or not. Is the mole
#    of the next patient harmless?
# 2. A **postmaster** has pictures of the first digit of postcodes, 0 to 9, read by clerks. Which digit
#    stands on the next envelope?
# 3. A **gardener** has thirty years of readings of the thermometer. How far above or below zero will it
#    stand tomorrow at noon?
# 4. A **fan** has the results of all football matches since 1963. What will be the home team's number of
#    goals on Saturday?
# 5. A **grocer** has 5000 photographs of shelves. For each of 40 goods, a clerk has noted whether it stands
#    there. What stands on the shelf in the next picture?
# 6. A **bookseller** knows what 10 000 customers have bought. She wants to print five leaflets, for five
#    sorts of customers. Nobody has said what sorts there are.
# 7. An **editor** has four headlines for a story. Each visitor sees one, and reads on or does not. From the
#    first visitor on, as many as possible should read on.
# 8. A **farmer** knows the length and the width of rectangular fields. What are their areas?
# 9. An **engineer** built a cart with a pole that stands on it. It can roll left or right at each moment.
#    Each second that the pole stands is worth a point. Nobody can say which roll was right.
# 10. A **disc jockey** has 20 000 songs. Listeners gave each of them words such as "sad", "loud", "for
#     dancing", as many as they liked. Which words go with a new song?
# 11. An **archaeologist** has measured 300 skulls. She would like to know into which few types they
#     fall. Nobody knows any type yet.
# 12. A **steward** has videos of a race with 99 riders, one rider in each. Each wears a shirt with a number
#     from 1 to 99, and others have written down whose it is. Which rider is in the next video?

# %% task="which-kind"
def kinds():
    """Name the kind of each problem of the list above.

    Returns a dictionary with twelve entries. Its keys are the numbers of the problems, the ints 1 to 12.
    Its values are texts from the left column of the table above.

    >>> sorted(kinds()) == list(range(1, 13))
    True
    """
    raise NotImplementedError

# %% [markdown]
# ## What to take home
#
# Learning is a rise of P with E. A perfect rule has not learnt. The question makes the kind, and the
# kind makes the head and the loss. Without answers you find groups, not your groups, and the units
# decide which. Then a few answers at the right places go a long way. And where only rewards come,
# somebody must try what does not look best.
