# %% [markdown]
# # The movie survey: John asks the middle of the theatre
#
# John runs the only cinema in a town of 40 000 people. He wants to know whether the town would like the
# next film. He is a careful man, and he does not guess: he asks. Each evening for two weeks he steps in
# front of the screen before the film begins. He asks those who sit in the middle, where his voice
# carries: "Will you like the next one?" Those who feel like it tell him.
#
# He gets 2000 answers, and three in four say yes. He fits a model to them. He even keeps some answers
# for an exam, as he was taught, and the model passes. He orders the film for eight weeks. It flops.
#
# John counted rightly, and nobody lied to him. So where is the mistake? We can look, as he cannot: this
# town is drawn by a computer, and we know of everybody what they would have said.
#
# These rules hold in all tasks:
#
# - arrays that are handed in are NumPy's. Where a contract says *array*, give back a NumPy array or a
#   tensor; a list is no array
# - a *float* is a number of Python or NumPy, or a tensor without axes. Where it is whole, an int will do.
#   Floats are right to six digits. A warning of NumPy's does no harm
# - `rng` is a `numpy.random.Generator`. Every random number comes from it, and it moves on with each call
# - what is handed in is not changed
# - what is returned belongs to the caller: writing into it changes no later result
# - no call remembers an earlier one
#
# Your answers may call those of earlier tasks. A mistake there then counts twice.
#
# *Reading and solving: about 90 minutes. Cells that begin with `# experiment` are yours to play with:
# they are not run when your notebook is graded. Every other code cell is. Stuck? `hint("a task's
# name")` has a question for you, and then an idea. `progress()` draws where you stand.*

# %%
from course import open_exercise, progress

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("movie-survey")

# %% [markdown]
# Here is the town. Each column is an array with an entry for everybody:
#
# - `age` in years, and `part`, the part of town where somebody lives
# - `fan`: reads about films, knows the actors, comes often
# - `goes`: comes to the cinema in these two weeks
# - `middle`: sits in the middle, if she comes
# - `tells`: answers, if she is asked
# - `before`: what she would answer before she has seen the film
# - `after`: what she would say after it. This is the truth that John is after

# %%
def town(n, seed):
    """Draw a town of n people: a dictionary of arrays of shape (n,)."""
    rng = np.random.default_rng(seed)
    age = rng.integers(15, 85, n)
    part = rng.choice(["north", "east", "south", "west"], n)
    fan = rng.random(n) < np.where(age < 40, 0.45, np.where(age < 60, 0.3, 0.12))
    after = rng.random(n) < np.where(fan, 0.7, 0.13)
    return {
        "age": age,
        "part": part,
        "fan": fan,
        "goes": rng.random(n) < np.where(fan, 0.5, 0.12) + 0.15 * (age < 40),
        "middle": rng.random(n) < np.where(fan, 0.75, 0.45),
        "tells": rng.random(n) < np.where(after, 0.75, 0.55),
        "before": after | (rng.random(n) < 0.4),
        "after": after,
    }


people = town(40_000, seed=1)

# %% [markdown]
# And here is the theatre on a Monday evening, seen from above. Each dot is a person. A yellow one would
# like the film, and a blue one would not. A ring is an answer that John got. At the right stands what he
# could tell the town: the share of yes among his answers, give or take twice its uncertainty. Below
# it, the same for as many people who were picked at random from the whole town. (Some blue dots have a ring
# and said yes all the same: they were asked before they had seen the film.)

# %% tags=["experiment"]
# experiment: the theatre from above. No need to read this cell: run it, and look.
def seat_people(here, rng):
    """Give 400 of those who come their seats: row and column of each, the middle ones in the middle."""
    row, column = np.divmod(np.arange(400), 25)
    from_centre = np.argsort(np.hypot((row - 7.5) * 1.5, column - 12))
    drawn = rng.choice(np.flatnonzero(here["goes"]), 400, replace=False)
    seated = np.empty(400, int)
    seated[from_centre] = drawn[np.argsort(~here["middle"][drawn], kind="stable")]
    return row, column, seated


def show_theatre(asked=40):
    """Draw the theatre with this many answers, and what they say beside a random sample's word."""
    rng = np.random.default_rng(4)
    row, column, seated = seat_people(people, rng)
    willing = (people["middle"] & people["tells"])[seated]
    ringed = rng.permutation(np.flatnonzero(willing))[:asked]
    _, (hall, scale) = plt.subplots(1, 2, figsize=(11, 4), width_ratios=[3, 2])
    colours = np.where(people["after"][seated], "#ddaa33", "#4477aa")
    hall.scatter(column, row, s=20, c=colours)
    hall.scatter(column[ringed], row[ringed], s=80, facecolors="none", edgecolors="#cc3311")
    hall.plot([4, 20], [-1.2, -1.2], color="black")
    hall.text(12, -2.6, "screen", ha="center")
    hall.set_title(f"{len(ringed)} people in the middle have answered")
    hall.axis("off")
    at_random = people["after"][rng.choice(40_000, 200, replace=False)[: len(ringed)]]
    bars = {"#228833": ("picked at random", at_random)}
    bars["#cc3311"] = ("John's answers", people["before"][seated[ringed]])
    for place, (colour, (name, yes)) in enumerate(bars.items()):
        wide = 2 * np.sqrt(yes.mean() * (1 - yes.mean()) / len(yes))
        scale.errorbar(yes.mean(), place, xerr=wide, fmt="o", capsize=6, color=colour)
        scale.text(yes.mean(), place + 0.12, name, ha="center")
    scale.axvline(people["after"].mean(), color="black", linestyle=":")
    scale.text(people["after"].mean(), -0.6, " the truth", va="bottom")
    scale.set(xlim=(0, 1), ylim=(-0.6, 1.7), yticks=[], xlabel="share that would like the film")
    plt.show()


show_theatre(40)

# %% [markdown]
# Now ask more people, with the slider. Both bars shrink. Each of them becomes surer of itself. But look
# where they shrink to.

# %% tags=["experiment"]
# experiment: drag the number of answers, from 10 to 110.
try:
    from ipywidgets import IntSlider, interact

    interact(show_theatre, asked=IntSlider(110, 10, 110, 10))
except ImportError:
    show_theatre(110)

# %% [markdown]
# ## 1. What random means
#
# "I asked at random", says John, "I took anybody who sat there". In everyday words a heap of chairs stands
# about *at random*. In statistics that heap is only untidy. **At random** is a promise about chances:
# before the draw, each person could be picked, and no group of people was likelier than another one.
# You need a list of everybody, and dice.
#
# To take every tenth person from the list is no such draw, even if dice say where to begin: neighbours on
# the list can then never be picked together.

# %% task="ask"
def random_sample(n, k, rng):
    """Pick k of the people 0 … n - 1 at random, nobody twice.

    n:   how many people there are, an int, at least 1.
    k:   how many are picked, an int from 0 to n. Any other k raises a ValueError.
    rng: numpy.random.Generator.

    Returns an array of shape (k,), integers: the numbers of k different people, in any order. All sets
    of k people are equally likely, whatever earlier calls gave.

    >>> random_sample(5, 2, np.random.default_rng(0)).shape
    (2,)
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. The funnel
#
# Between the town and John's notepad there are four steps: to come, to sit in the middle, to answer, and
# to be asked *before* the film. None of them asks anybody's opinion. But film fans come more often. They
# like to sit in the middle. People who look forward to something talk about it. So at each step a few
# more of those remain who would say yes.

# %% task="funnel"
def funnel(town):
    """Follow the share of yes from the whole town to John's notepad.

    town: a dictionary like those of `town`; it may hold other columns, too. "goes", "middle", "tells",
          "before" and "after" are bool arrays of shape (n,), n at least 1.

    Each column speaks of everybody: "middle" is True for people who stay at home, too, if they would
    sit there, and "tells" is True for people whom nobody asks, if they would answer.

    Returns five floats in a tuple, list or array. The first four are the share of "after" among
    everybody; among those who go; among those who go and sit in the middle; among those of them who
    tell. The fifth is the share of "before" among the same people as the fourth. A share of nobody
    is NaN.

    >>> goes, rest = np.array([True, True, False, False]), np.ones(4, bool)
    >>> after = np.array([True, False, False, False])
    >>> shares = funnel({"goes": goes, "middle": rest, "tells": rest, "before": rest, "after": after})
    >>> [float(share) for share in shares]
    [0.25, 0.5, 0.5, 0.5, 1.0]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: your funnel, in 20 towns. Does a step ever go the other way?
names = ["everybody", "those who go", "in the middle", "those who tell", "asked before"]
for seed in range(20):
    plt.plot(np.array(funnel(town(40_000, seed)), float), "o-", color="#4477aa", alpha=0.3)
plt.xticks(range(5), names)
plt.ylim(0, 1)
plt.ylabel("share of yes")
plt.show()

# %% [markdown]
# No step asked for an opinion, and each one leaned the same way. Nobody in this chain did anything wrong.
#
# ## 3. What are 2000 answers worth?
#
# An answer can be off for two reasons. One is **chance**: other people might have been asked. Of k
# answers, of which a share p says yes on average, the share scatters with a variance of p(1 − p)/k. More
# answers make this part as small as you like. The other one is **bias**: the answers are off on average.
# No number of answers makes that any smaller.
#
# How near an estimate is to the truth is measured by its *mean squared error*: the square of the bias
# plus the variance. A random sample has no bias. So for each survey there is a random sample that is
# exactly as near to the truth. Its size is what the survey is worth.
#
# **Guess first.** In the whole town a share of 0.295 would like the film, and of John's answers 0.766
# say so. How many people, asked at random, would have told him as much as his 2000 answers?

# %%
guess = None  # a number, such as 500

# %% task="worth"
def worth(k, truth, said):
    """Say how many people, asked at random, are as near to the truth as k answers of a survey.

    k:     how many answers the survey has: an int, at least 1, or `math.inf`. (No survey has endlessly
           many. Infinity says what it could be worth at best.)
    truth: the share of yes in the town, a float above 0 and below 1.
    said:  the share of yes that the survey's answers have on average, a float above 0 and below 1.

    Each of the k answers is yes with probability `said`, independently of the others. Those who are asked
    at random say yes with probability `truth`. (The town is large, so it does not matter whether anybody
    is asked twice.) The two estimates, each a share of yes, have the same mean squared error about
    `truth`.

    Returns a float, which is not rounded: it may be below 1, above k, or infinite.

    >>> worth(50, 0.3, 0.3)
    50.0
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: your guess beside the truth. The axis is logarithmic.
if guess is None:
    print("Write your guess into the cell above, run it, and then run this one again.")
else:
    bars = {"John's answers": 2000, "your guess": guess}
    bars["what they are worth"] = worth(2000, 0.295, 0.766)
    plt.figure(figsize=(6, 2))
    # On a logarithmic axis there is no 0 to begin at.
    widths = [value - 0.1 for value in bars.values()]
    plt.barh(list(bars), widths, left=0.1, color=["#4477aa", "#bbbbbb", "#cc3311"])
    for place, value in enumerate(bars.values()):
        plt.text(value, place, f"  {value:.4g}", va="center")
    plt.xscale("log")
    plt.xlim(0.1, 20_000)
    plt.gca().invert_yaxis()
    plt.show()

# %% [markdown]
# *One.* John could have asked a single person, picked at random, and would have been as near to the truth.
# And with 50 answers he was just as near as with 2000. The other 1950 only made him surer. In 1936 a
# magazine, the *Literary Digest*, got 2.4 million answers from its readers and from people with cars and
# telephones. It foretold the wrong president. "The more the data, the surer we fool ourselves" (Meng 2018).
#
# ## 4. John's exam
#
# But John's model passed its exam! He had learnt that a model must be judged by rows that it has never
# met. So he put a quarter of his answers aside, fitted the model on the others, and asked it about those
# that it had not seen. Write it as he did: carefully. We shall see what it is worth.

# %% task="exam"
def johns_exam(x, said, answered, seed):
    """Fit a model on some of those who answered, and keep others of them for its exam.

    x:        array of shape (n, d), float32 or float64, d from 1 to 4: what is known of everybody in
              town. Each column has about mean 0 and spread 1.
    said:     array of shape (n,), integers: 1 is yes, 0 is no. Of people who did not answer it says
              nothing, whatever number stands there.
    answered: bool array of shape (n,). From 40 to 2000 people have answered.
    seed:     an int from 0 to 1 000 000.

    Returns (model, held_out) in a tuple or list.

    held_out is an array of integers: the row numbers of different people who answered, in any order. They
    are at least a quarter of those who answered, and at most half of them. Chance alone decides which.
    They depend on `answered` and `seed` alone, and two seeds give different ones.

    The model learns from the rest of those who answered. Nobody else has a part in it: neither x nor
    said of people who are held out or who did not answer changes its answers. The same arguments give a
    model with the same answers: they differ by less than 0.001.

    `model.predict(rows)` takes an array of shape (m, d), m at least 1, and gives an array of shape (m,) or
    (m, 1): for each row how likely yes is, from 0 to 1. It gives a row the same answer, whatever rows stand
    beside it and whatever else has been fitted since. (A Keras model will do, or an object of a class of
    your own. `keras.utils.set_random_seed(seed)` fixes what Keras draws.)

    Above 0.5 it says yes, below it no. Suppose that at least 300 people have answered. If half of them said
    yes, and yes is said where a weighted sum of the columns is above 0, it is right about at least 0.8 of
    the people held out. If all of them said the same, it says the same of each of them.

    >>> x, said = np.linspace(-2, 2, 50)[:, None], np.arange(50) // 25
    >>> model, held_out = johns_exam(x, said, np.arange(50) < 40, seed=0)
    >>> 10 <= len(held_out) <= 20
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: four marks for one model. The exam that John gave it, and those that the town gives it.
# John knows of everybody how old they are, and in which part of town they live.
x = np.column_stack([people["age"], people["part"] == "north"]).astype("float32")
x = (x - x.mean(axis=0)) / x.std(axis=0)
reached = people["goes"] & people["middle"] & people["tells"]
answered = np.zeros(40_000, bool)
answered[np.flatnonzero(reached)[:2000]] = True
model, held_out = johns_exam(x, people["before"].astype(int), answered, seed=1)
yes = np.ravel(model.predict(x)) > 0.5
marks = {
    "John's exam: his held-out answers": (yes == people["before"])[np.asarray(held_out)].mean(),
    "people like them, after the film": (yes == people["after"])[reached].mean(),
    "the town, asked before the film": (yes == people["before"]).mean(),
    "the town, after the film": (yes == people["after"]).mean(),
}
plt.figure(figsize=(6, 2.4))
plt.barh(list(marks), list(marks.values()), color=["#4477aa", "#bbbbbb", "#bbbbbb", "#cc3311"])
plt.title(f"The model says yes to {yes.mean():.0%} of the town")
for place, value in enumerate(marks.values()):
    plt.text(value, place, f" {value:.2f}", va="center")
plt.xlim(0, 1)
plt.xlabel("right about this share")
plt.gca().invert_yaxis()
plt.show()

# %% [markdown]
# The exam was fair, and it answered the question that was put: *how well does the model know people who
# sit in the middle, tell, and are asked before?* Nothing that John knew of people told him who likes the
# film. So the model says yes to nearly everybody, and its exam counted how many of *his* answers are yes.
# Held-out rows of a leaning survey lean as far. They tell you whether the model has learnt by heart. They
# cannot tell you whether you asked the right people, or the right question.
#
# ## 5. Repair what was recorded
#
# Is all lost? Not if you know *how* the survey leans. Suppose that young people answer more often than old
# ones, that you wrote down how old each one was, and that the town hall knows how many people of each age
# live there. Then let each group count as much as in the town, however many of it have answered. That is
# called *post-stratification*. Most polls that you read about do it.

# %% task="weights"
def poststratify(answers, groups, town_shares):
    """Estimate the town's mean answer, where each group counts as much as it does in the town.

    answers:     array of shape (m,), m at least 1: ones and zeros, or other finite numbers. It holds
                 bools, ints or floats.
    groups:      array of shape (m,), texts or whole numbers: the group of each of these people.
    town_shares: a dictionary from each group of the town, a Python str or int, to its share of the town.
                 The shares are above 0 and add up to 1, but for rounding. The groups have any order.

    Within a group, each answer counts the same. The group as a whole counts as its share of the town says,
    whether one of it has answered or thousands.

    Returns a float, the estimated mean answer of the whole town.

    A group of the town from which nobody has answered raises a ValueError, and its message holds the
    group's name. A group that has answered, but is not in town_shares, raises a ValueError that holds its
    name, too. (If there are several such groups, one name will do.) Different lengths of answers and
    groups raise a ValueError as well, even if one of them is 1.

    >>> answers, groups = np.array([1, 1, 1, 0]), np.array(["young", "young", "young", "old"])
    >>> round(float(poststratify(answers, groups, {"old": 0.5, "young": 0.5})), 3)
    0.5
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: a survey by post, which the young answer more often. What do weights by age repair?
def shares(column):
    """Give each group's share of the town."""
    return {group: (column == group).mean() for group in np.unique(column).tolist()}


decades = people["age"] // 10
plain, weighted = [], []
for seed in range(50):
    replies = np.random.default_rng(seed).random(40_000) < np.where(people["age"] < 40, 0.2, 0.05)
    answers = people["after"][replies]
    plain.append(answers.mean())
    weighted.append(poststratify(answers, decades[replies], shares(decades)))
plt.figure(figsize=(6, 3))
for place, (name, estimates) in enumerate({"weighted by age": weighted, "the replies": plain}.items()):
    plt.plot(estimates, place + np.linspace(-0.15, 0.15, 50), "o", markersize=4, label=name)
    words = f"{name}: on average {np.mean(estimates):.3f}, scattered by {np.std(estimates):.3f}"
    plt.text(0.26, place + 0.28, words, backgroundcolor="white")
plt.axvline(people["after"].mean(), color="black", linestyle=":")
plt.text(people["after"].mean(), -0.5, f" everybody: {people['after'].mean():.3f}")
plt.gca().set(xlim=(0.25, 0.4), ylim=(-0.6, 1.6), yticks=[], xlabel="share that would like the film")
plt.show()

# %% [markdown]
# ## 6. Beyond repair
#
# And if it is something other than age that decides who answers? In John's theatre there sit fans, and a
# fan of forty is not like her neighbour of forty. Weights by age then make every age count rightly, and
# within each age there still sit fans. A weight can only repair what was written down.
#
# Suppose that John had asked the town by *post*, and that those who like to write answer more often. How
# would he find out which column he needs? He does not know what everybody thinks. But he knows something
# else about everybody: how many *came* to his theatre. The doorman counted heads. So he can try each
# column on that question first. Weight those who answered by it, and estimate how many of the town came.
# Which estimate is nearest to the doorman's count? (In the theatre itself this would tell him nothing: of
# those who sit there, everybody has come.)

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    """Find the column whose weights bring the share of those who go nearest to the town's.

    town:    a dictionary of arrays of shape (n,), one entry for everybody. "goes" holds bools, and each of
             `columns` holds texts, whole numbers or bools, which are groups. Others may be there, too.
    asked:   array of shape (k,), integers, k at least 1: the row numbers of different people.
    columns: a list or tuple of names, at least one.

    For each column, the share of "goes" in the whole town is estimated as `poststratify` does it: from
    the answers of those asked, in the groups of this column, with each group's share of the whole town.
    The best column is the one whose estimate differs least from the share of "goes" in the whole town,
    in either direction.

    A column with a group from which nobody was asked cannot be used, and is passed over. If no column
    can be used, it raises a ValueError.

    Returns the best column's name, a str. If several are equally good, any of them will do.

    >>> goes, shoes = np.array([True, True, False, False]), np.array(["red", "blue", "blue", "red"])
    >>> which_repairs({"goes": goes, "fan": goes, "shoes": shoes}, np.array([0, 1, 3]), ["shoes", "fan"])
    'fan'
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: which column repairs a survey that the young answer, and which one that fans answer?
rng = np.random.default_rng(3)
known = {**people, "decade": decades}
leaning = {"the young answer more often": people["age"] < 40, "fans answer more often": people["fan"]}
columns = ["decade", "part", "fan"]
asks = {"after": ("would like the film", "#cc3311"), "goes": ("came to the cinema", "#4477aa")}
_, frames = plt.subplots(1, 2, figsize=(11, 3.2), sharey=True)
for frame, (words, eager) in zip(frames, leaning.items()):
    asked = np.flatnonzero(rng.random(40_000) < np.where(eager, 0.2, 0.05))
    best = which_repairs(known, asked, columns)
    for of, (name, colour) in asks.items():
        estimates = [people[of][asked].mean()]
        for column in columns:
            groups, town_shares = known[column][asked], shares(known[column])
            estimates.append(poststratify(people[of][asked], groups, town_shares))
        frame.axvline(people[of].mean(), color=colour, linestyle=":")
        frame.plot(estimates, [3, 2, 1, 0], "o", color=colour, label=f"{name} (dotted: the town)")
    frame.set_title(f"{words}: which_repairs says {best!r}", fontsize=10)
    frame.set(xlabel="share", xlim=(0.1, 0.6), ylim=(-0.5, 3.5))
    frame.set_yticks([3, 2, 1, 0], ["as answered", *(f"weighted by {name}" for name in columns)])
frames[0].legend(frameon=False, loc="lower left", bbox_to_anchor=(-0.1, 1.1), ncols=2)
plt.show()

# %% [markdown]
# The doorman's question only stands in for the real one. Where several columns do nearly as well, it may
# choose either of them. And John had never written down whether somebody is a fan. He did not know that
# it mattered. For what was not recorded there is no weight.
#
# ## 7. Stretch: call again
#
# So John does it properly, from the telephone book. But some people do not pick up. He can ring up the
# next one on the list instead. It looks like the same thing, but it is not: fans sit at home and watch
# films, and others are out. With the next one on the list, he would ask those who sit at home. Or he
# calls the same person **again**, another evening, until she answers. That costs calls, and he has few.
#
# Here is a town with telephones. A fan picks up at six calls in ten, somebody else at two in ten. How many
# fans there are, and what either kind thinks, differs from town to town.

# %%
def telephone(people, seed, budget):
    """Draw a town with telephones: a function that rings a person up, and the truth."""
    rng = np.random.default_rng(seed)
    fan = rng.permutation(people) < people * rng.uniform(0.15, 0.5)
    likes = rng.random(people) < np.where(fan, rng.uniform(0.75, 0.95), rng.uniform(0.15, 0.45))
    calls = 0

    def call(person):
        nonlocal calls
        calls += 1
        if calls > budget:
            raise RuntimeError("no call is left")
        return bool(likes[person]) if rng.random() < (0.6 if fan[person] else 0.2) else None

    return call, likes.mean()

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    """Estimate by telephone how large the share of yes is in a town.

    call:   a callable. `call(person)` rings up a person, an int of Python or NumPy from 0 to people - 1,
            and gives True for yes, False for no, or None if nobody picks up. Somebody who does not pick up
            now may do so at another call. Somebody who has answered once would say the same again.
    people: how many people the town has, an int, at least 1.
    budget: how many calls may be made in all, an int, at least 1. At least one call is made. One call
            more raises a RuntimeError; to make it and to catch the error is no way to keep to the budget.
    rng:    numpy.random.Generator. It decides which people are called.

    Returns a float from 0 to 1, the estimated share of yes among all people of the town. If nobody has
    answered, it is NaN. If all who answered said yes, it is 1; if all said no, it is 0.

    For towns like those of `telephone`, with 4000 people and a budget of 600, the estimates are near to
    the truth. Over 100 towns the square root of the mean squared error is at most 0.06, and the mean of
    estimate minus truth is from -0.02 to 0.02. That holds in whatever order the people stand in the list.

    >>> phone_survey(lambda person: True, 1000, 600, np.random.default_rng(0))
    1.0
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: your survey in 100 towns, and the one that rings up the next on the list
def next_on_the_list(call, people, budget, rng):
    """Ring up one after the other, and take those who pick up."""
    heard = [call(person) for person in rng.permutation(people)[:budget]]
    return np.mean([answer for answer in heard if answer is not None])


plt.figure(figsize=(6, 4))
for survey, colour in [(next_on_the_list, "#bbbbbb"), (phone_survey, "#cc3311")]:
    pairs = []
    for seed in range(100):
        call, truth = telephone(4000, seed, 600)
        pairs.append((truth, survey(call, 4000, 600, np.random.default_rng([seed, 1]))))
    errors = -np.subtract(*np.transpose(pairs))
    off, lean = np.sqrt(np.mean(errors**2)), errors.mean()
    name = f"{survey.__name__}: off by {off:.3f}, on average by {lean:+.3f}"
    plt.plot(*np.transpose(pairs), "o", color=colour, label=name)
plt.plot([0.2, 0.8], [0.2, 0.8], color="black", linestyle=":")
plt.xlabel("the truth")
plt.ylabel("the estimate")
plt.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
plt.show()

# %% [markdown]
# ## What to take home
#
# It matters who could have been asked, and not how many were. Each step on the way to the notepad
# leans a little, and they like to lean the same way. Held-out answers lean with the others. Weights repair
# what was recorded, and cannot repair what was not. And somebody who does not pick up is worth another
# call: fewer people, asked properly, tell you more.
