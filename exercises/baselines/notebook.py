# %% [markdown]
# # Baselines: first yourself, then a rule, then a machine
#
# A packing hall wants a machine that sorts bananas. You could begin to build it today. But how will you
# know that it is any good? "Right 90 times in a hundred" says nothing alone. Compared with what?
#
# So do three things first, in this order.
#
# - **Yourself.** Sort two dozen by hand. If you cannot do it, perhaps nobody can, and no machine will.
#   If you can, that is what the machine may hope for.
# - **A rule.** Write one line of code that anybody could have written in a minute.
# - **The simplest model** that learns.
#
# A machine that comes later must beat *them*, not zero. Many never do. Some have been sold.
#
# Three rules hold in all tasks:
#
# - what is handed in is not changed, and what is returned belongs to the caller: writing into either
#   changes no other result
# - the same arguments give the same result, whatever was called before
# - where a contract says *array*, give back a NumPy array; a list is no array. Arrays that are handed
#   in hold floats, or ints up to a million, of 32 or 64 bits each. (Pictures hold bytes.)
#
# *Reading and solving: about 110 minutes. Cells that begin with `# experiment` are yours to play with.
# They are not run when your notebook is graded, so begin slow cells of your own like that; every other
# code cell is run. Stuck? `hint("a task's name")` has a question for you, and then an idea.
# `progress()` draws where you stand.*

# %%
from course import open_exercise, progress
from course.data import bananas

import keras
import matplotlib.pyplot as plt
import numpy as np

check, hint = open_exercise("baselines")

# %% [markdown]
# ## 1. Yourself
#
# Here are 24 bananas of 32 × 32 pixels, numbered from 0. Half of them are good. The others have rot,
# from grade 1 (a first few spots) to grade 4 (past saving). Good ones may have a sticker, and harmless
# freckles: faint, and of a pixel or two. Rot begins with spots that are larger, and clearly brown.
#
# Look at each for a second or two, as somebody at a belt would, and write down what you say. The truth
# stands in `truth`. Do not look: you would measure nothing.

# %%
def draw_bananas(n, seed):
    """Draw n bananas, half of them rotten: pictures (n, 32, 32, 3) uint8; labels (n,), 1 is rotten."""
    grades = np.where(np.arange(n) < n // 2, 0, 1 + np.arange(n) % 4)
    grades = np.random.default_rng(seed).permutation(grades)
    return bananas(n, seed=seed, rot=grades), (grades > 0).astype(int)


sheet, truth = draw_bananas(24, seed=5)

# %% tags=["experiment"]
# experiment: the sheet. No need to read this cell: run it, and look.
_, panels = plt.subplots(3, 8, figsize=(11, 4.6))
for number, panel in enumerate(panels.flat):
    panel.imshow(sheet[number])
    panel.set_title(number, fontsize=9)
    panel.axis("off")
plt.tight_layout()
plt.show()

# %% task="myself"
def my_answers():
    """Your answers for the sheet of 24 bananas above, in the order of their numbers.

    Returns a list of 24 entries, one for each banana: 1 for rotten, 0 for good, None where you cannot
    tell. At least 16 of them are 0 or 1.

    So many answers are right that tossing coins would seldom do as well: in fewer than 5 of 100 trials.
    That is at least 17 of 24, 16 of 22 or 23, 15 of 20 or 21, 14 of 19, 13 of 17 or 18, 12 of 16.

    >>> len(my_answers())
    24
    """
    raise NotImplementedError

# %% [markdown]
# **Guess first.** How many of your answers are right? Write your guess into the next cell before you run
# it. It is not graded, and nobody sees it. But a guess that was wrong is remembered, and a number that
# was merely read is not.

# %% tags=["experiment"]
# experiment: your guess beside the truth
my_guess = None  # a number, such as 20

given = [(answer, label) for answer, label in zip(my_answers(), truth) if answer is not None]
right = sum(answer == label for answer, label in given)
tosses = np.random.default_rng(0).binomial(len(given), 0.5, 10_000)
if my_guess is None:
    print("Write your guess into this cell, and run it again.")
else:
    plt.figure(figsize=(8, 3))
    name = f"10 000 coin-tossers, {len(given)} coins each"
    plt.hist(tosses, bins=np.arange(26) - 0.5, density=True, color="#bbbbbb", label=name)
    plt.axvline(my_guess, color="#ccbb44", linewidth=3, label=f"your guess: {my_guess}")
    told = f"you: {right} right, of {len(given)} answers"
    plt.axvline(right, color="#4477aa", linewidth=3, label=told)
    plt.xlim(-0.5, 24.5)
    plt.xlabel("right answers")
    plt.yticks([])
    plt.legend(frameon=False, loc="upper left")
    plt.show()

# %% [markdown]
# ## 2. How good are you really?
#
# Say you had 24 of 24. Are you perfect? Somebody who is right 19 times in 20 gets all 24 right in
# nearly one trial of three. So 24 of 24 does not tell 0.95 from 1. A share of few is a *wide interval*,
# and the honest answer names its two ends.
#
# The formula that most people know is the share, give or take two standard errors: `share ± 1.96 ·
# sqrt(share · (1 - share) / m)`. Put a share of 1 into it. It says: perfect, for certain, give or take
# nothing. It was made for large m and middling shares, and the best of us are neither. Take one that
# was made for small counts. Wilson's is one line longer, and the second `hint("human")` has it. There
# are Jeffreys', Clopper and Pearson's, and others.
#
# What is promised by "95 %"? Not that this one interval holds the truth. If you did the whole thing again
# and again, about 95 of 100 intervals would hold it, *whatever the truth is*. That can be worked out
# exactly, and the checks do: for each possible outcome they ask for your interval. (With few answers the
# number of outcomes is small, so the 95 swings with the share. That is why .86 is allowed below.)

# %% task="human"
def human_baseline(answers, truth):
    """The share of right answers, and a 95 % confidence interval for it.

    answers: list, tuple or array of entries that are 0, 1 or None. None is no answer.
    truth:   list, tuple or array of as many entries, each 0 or 1. In both, numbers may be ints, floats
             or bools. Unequal lengths raise a ValueError.

    Returns (share, low, high), three floats in a tuple, 0 <= low <= share <= high <= 1 and low < high.

    share:     the part of the m given answers that is right, from 0 to 1. Entries that are None count
               neither as right nor as wrong. Where nothing was answered, so m is 0, a ValueError is raised.
    low, high: the limits. They depend on m and on the number of right answers, and on nothing else. Any
               method will do for which this holds:

    - Take m from 16 to 400, and a person who is right with some true share from .05 to .95. Work out the
      probability that the interval holds that share. It is at least .86 for each share.
    - On average over the shares .05, .06, …, .95 it is at least .92.
    - Where half of the answers are right, high - low is at most 2.1 / sqrt(m), for these m.

    >>> share, low, high = human_baseline([1, 0, None, 1, 1], [1, 0, 0, 1, 0])
    >>> share, 0 < low < 0.5, 0.9 < high < 1
    (0.75, True, True)
    """
    raise NotImplementedError

# %% [markdown]
# The experiment shows your interval. Below it are your answers as if you had been asked something else of
# the same bananas: "will the buyer pay in cash?" The pictures do not say, and the interval includes one
# half. That is a finding, too. **If you cannot do it at all, ask whether the picture holds the answer**,
# before you pay for a machine.

# %% tags=["experiment"]
# experiment: three intervals. No need to read this cell: run it, and look.
cash = np.random.default_rng(3).integers(0, 2, 24)
people = {
    "you": human_baseline(my_answers(), truth),
    "somebody with 24 of 24": human_baseline(truth, truth),
    "your answers, asked about cash": human_baseline(my_answers(), cash),
}
plt.figure(figsize=(8, 2.2))
for place, (name, (share, low, high)) in enumerate(people.items()):
    plt.plot([low, high], [-place, -place], color="#4477aa", linewidth=6, alpha=0.5)
    plt.plot(share, -place, "o", color="#4477aa")
    plt.text(-0.02, -place, name, ha="right", va="center")
plt.axvline(0.5, color="#cc6677", linestyle="--")
plt.xlim(0, 1.02)
plt.ylim(-2.6, 0.6)
plt.yticks([])
plt.xlabel("share right, with its 95 % interval (dashed: a coin)")
plt.show()

# %% [markdown]
# ## 3. The same for everybody
#
# The dumbest rule says the same of every row. It is worth writing down, since it shows what a score
# is worth: where 97 bananas of 100 are good, "good" is right 97 times.
#
# But *which* constant? That depends on how you are judged. Nine people wait 5 minutes for the bus, and one
# waits two hours. Do you forecast 5 minutes, or 16.5? Both are right, each for another loss.

# %% task="dumb"
def constant_baseline(y, loss):
    """The best forecast that says the same of every row.

    y:    array of shape (n,), n at least 1, of ints or floats, negative ones too. None of them is NaN.
    loss: how the forecast is judged on y. "accuracy" is the share of rows that equal it exactly, and
          the highest is best. "mae" is the mean absolute error, "mse" the mean squared error; there the
          lowest is best. Any other loss raises a ValueError.

    Returns one number, an int or a float. No other number does better on y, apart from rounding in the
    sixth digit. (Where several are equally good, any of them will do.)

    >>> float(constant_baseline(np.array([5.0, 5.0, 9.0, 41.0]), "mse"))
    15.0
    """
    raise NotImplementedError

# %% [markdown]
# ## 4. As now, and as yesterday
#
# Leave the bananas for a while. A greenhouse wants to know how warm it will be in six hours. Two rules
# need no computer: "as it is now", and "as it was yesterday at this hour". Both are hard to beat.
#
# A forecast for hour t that is made `ahead` hours before may use what is known **at that time**, and
# nothing else. It is easy to slip here. At 30 hours ahead, yesterday has not happened yet: "as yesterday"
# must go back *two* days. If you forget that, you read the future, and your scores are wonderful until the
# day on which the rule is used.

# %%
def weather(days, seed):
    """Draw the temperature of each hour, in °C: an array of shape (24 * days,), float64."""
    hours = np.arange(24 * days)
    shocks = 0.55 * np.random.default_rng(seed).standard_normal(len(hours))
    anomaly = np.empty(len(hours))
    now = shocks[0] * 5.8
    for hour, shock in enumerate(shocks):
        now = 0.985 * now + shock
        anomaly[hour] = now
    year, day = -9 * np.cos(2 * np.pi * hours / 8760), -4 * np.cos(2 * np.pi * (hours - 3) / 24)
    return 10 + year + day + anomaly

# %% task="rules"
def as_now(series, ahead):
    """Forecast that nothing changes until then.

    series: array of shape (n,), n at least 1, ints or floats: one value for each hour. NaN is a value
            that is missing, and it is forecast like any other.
    ahead:  how many hours ahead, an int up to a million. Below 1 it raises a ValueError. It may be
            larger than n.

    Returns p, a float array of shape (n,). p[t] is the forecast for hour t that is made at hour
    t - ahead. It is exactly series[t - ahead], the last value that is known then. Where there is no such
    hour, p[t] is NaN.

    >>> as_now(np.array([5.0, 6.0, 9.0, 7.0]), 2)
    array([nan, nan,  5.,  6.])
    """
    raise NotImplementedError


def as_yesterday(series, ahead, period):
    """Forecast each hour by the same hour of the latest day that is known.

    series, ahead: as for `as_now`.
    period:        how many hours a day has, an int. Below 1 it raises a ValueError.

    Returns p, a float array of shape (n,). p[t] is the forecast for hour t that is made at hour
    t - ahead: exactly series[t - k * period]. Here k is the smallest whole number, at least 1, for which
    that hour is not later than t - ahead. So with a period of 24, k is 1 up to 24 hours ahead, and 2 from
    25 to 48. Where there is no such hour in the series, p[t] is NaN.

    >>> as_yesterday(np.array([5.0, 6.0, 9.0, 7.0, 8.0]), 3, 2)
    array([nan, nan, nan, nan,  5.])
    """
    raise NotImplementedError

# %% [markdown]
# ## 5. The simplest model
#
# A linear model says: so much times what it is now, plus so much times what it was an hour ago, and so
# on, plus a constant. Earlier values that serve as columns are called *lags*. Put them side by side, one
# row for each hour, and least squares finds the weights (`np.linalg.lstsq`). Or a `Dense(1)` does.
#
# Which lags? Two ideas go far. "Yesterday at this hour" knows the time of day. And "now, compared with
# yesterday at the time that is now" knows that today is warmer. That makes three lags. (For hour 100, 6
# hours ahead, they are the hours 94, 76 and 70.) All hours of the last day or two will do as well.
#
# The traps are those of the rules. The row for hour t holds lags that were known at t - ahead: in
# training and in the forecast, the same ones, in the same order. And what is forecast must not fit the
# model again: the exam is no homework.

# %% task="simple"
def fit_linear(series, ahead):
    """Fit the simplest model that learns: a weighted sum of what is known.

    series: array of shape (n,), n at least 480: the hours to learn from. Ints or floats, none NaN.
    ahead:  how many hours ahead, an int from 1 to 48.

    Returns an object with a method predict(series).

    predict(series): series is an array of shape (m,), m at least 1, of ints or floats, none NaN. It may
    begin at any hour of any day, and the model is not told which. Returns p, a float array of shape
    (m,). p[t] is the forecast for hour t that is made at hour t - ahead.

    - p[t] is a constant plus a weighted sum of the last 72 hours that are known at t - ahead. These are
      the hours from t - ahead - 71 to t - ahead. (Weights may be 0.) Nothing else of the series has a
      part in it.
    - Weights and constant are the same for all t, and for every series: they are learnt in `fit_linear`,
      from its series alone.
    - From t = ahead + 71 on, p[t] is a number. Before, it may be any number or NaN. Where nothing is known
      yet, for t below ahead, it is NaN.
    - Fitted on the first 80 of 120 days of `weather` and asked about all 120, its mean absolute error
      on the last 40 is lower than those of `as_now` and `as_yesterday`: at most .7 times the lower of
      the two at 3 hours ahead, and at most .85 times at 6 hours. The unit does not matter: °C, °F, kelvin.
    - Fitted on days that are all exactly alike, each a wave of 24 hours plus one of 12, it forecasts
      such days at any `ahead`, and its mean absolute error is at most .05 of their standard deviation.

    Several models can be in use at a time.

    >>> days = weather(30, seed=0)
    >>> p = fit_linear(days[:480], 6).predict(days)
    >>> p.shape, bool(np.isnan(p[:6]).all()), bool(np.isfinite(p[77:]).all())
    ((720,), True, True)
    """
    raise NotImplementedError

# %% [markdown]
# Now pull the slider from 1 to 24 hours, and look for the hour at which the model stops being worth its
# while. 24 hours ahead, a model with all hours of a day as lags has *learnt to be worse* than "as
# yesterday": its many weights fit the noise of eighty days. One with a few lags comes out even, and could
# have been spared. Beyond 24 hours, yesterday is two days back, and the model is worth a look again.

# %% tags=["experiment"]
# experiment: which of four is best, so many hours ahead? No need to read this cell.
def show_hours(ahead=12):
    """Draw the errors of four forecasts, as means over six stretches of weather."""
    errors = {"the mean": [], "as yesterday": [], "as now": [], "linear model": []}
    for seed in range(6):
        days = weather(120, seed)
        train, exam = days[:1920], np.arange(1920, 2880)
        ways = [
            np.full(len(days), constant_baseline(train, "mae")),
            as_yesterday(days, ahead, 24),
            as_now(days, ahead),
            fit_linear(train, ahead).predict(days),
        ]
        for found, p in zip(errors.values(), ways):
            found.append(np.abs(p - days)[exam].mean())
    means = {name: np.mean(found) for name, found in errors.items()}
    best = [name for name, mean in means.items() if round(mean, 2) == round(min(means.values()), 2)]
    colours = ["#228833" if name in best else "#bbbbbb" for name in means]
    plt.figure(figsize=(7, 2.4))
    for bar, error in zip(plt.barh(list(means), means.values(), color=colours), means.values()):
        plt.text(error + 0.1, bar.get_y() + 0.4, f"{error:.2f}", va="center")
    plt.xlim(0, 12)
    plt.gca().invert_yaxis()
    told = f"{best[0]} is best" if len(best) == 1 else " and ".join(best) + " are equal"
    plt.title(f"{ahead} hours ahead: {told}")
    plt.xlabel("mean absolute error, °C")
    plt.show()


for hours in (6, 24):
    show_hours(hours)

# %% tags=["experiment"]
# experiment: the same with a slider
try:
    from ipywidgets import interact
except ImportError:
    show_hours(12)
else:
    interact(show_hours, ahead=(1, 48))

# %% [markdown]
# ## 6. The scoreboard
#
# Some forecasts, as many errors, one table. Two things spoil it more often than not.
#
# - Each forecast is judged *on the rows that it answers*. Then the winner is the one that stays silent
#   on difficult days. All must be judged on the same rows.
# - An error of 1.3 degrees says little. **Skill** says it against the rule: 1 minus the error over that
#   of "as yesterday". 1 is perfect, 0 is no better than the rule. Below 0, somebody did a lot of work to
#   be worse than nothing.

# %% task="scoreboard"
def scoreboard(forecasts, y):
    """Rank forecasts by their errors on the same rows.

    forecasts: dict from names (texts) to arrays of shape (n,), ints or floats: a forecast for each row.
               NaN says that there is none. One of them is named "as yesterday"; without it, a
               ValueError is raised.
    y:         array of shape (n,), ints or floats, none NaN. If it or a forecast has another length, a
               ValueError is raised.

    Rows count where *every* forecast is a number, and only these. If there are none, a ValueError is
    raised.

    Returns a list of tuples (name, mae, skill), one for each forecast, from the lowest mae to the highest.
    mae is the mean absolute error on the rows that count. skill is 1 - mae / (mae of "as yesterday"); you
    may assume that this mae is above 0. Both are floats.

    >>> y = np.array([1.0, 2.0, 3.0])
    >>> for row in scoreboard({"as yesterday": y - 2, "model": np.array([np.nan, 2, 4])}, y):
    ...     print(*row)
    model 0.5 0.75
    as yesterday 2.0 0.0
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the weather, and a random walk (a price, say): there no model beats "as now". Skill is high
# all the same, for "as yesterday" is a poor rule there.
def show_board(title, series, ahead):
    """Print the scoreboard of the last third of a series."""
    train, exam = series[: 2 * len(series) // 3], slice(2 * len(series) // 3, None)
    forecasts = {
        "as now": as_now(series, ahead),
        "as yesterday": as_yesterday(series, ahead, 24),
        "linear model": fit_linear(train, ahead).predict(series),
    }
    print(f"{title}, {ahead} hours ahead")
    board = scoreboard({name: p[exam] for name, p in forecasts.items()}, series[exam])
    for name, mae, skill in board:
        print(f"    {name:14} error {mae:5.2f}   skill {skill:5.2f}")


show_board("weather", weather(120, seed=1), 6)
show_board("random walk", np.random.default_rng(1).standard_normal(2880).cumsum(), 6)

# %% [markdown]
# ## 7. Is it worth it?
#
# Your model's mean loss is lower than the rule's. By a little. Is that the model, or luck? Somebody has to
# maintain it for years, so ask.
#
# If both are equally good, "the lower mean wins" says yes every second time. So you compare the gain with
# how much it would scatter by luck. And there is a trap in the scatter. Hard rows are hard for both, and
# easy ones are easy for both. Take two columns of losses apart, and their scatter is mostly that of
# the rows. Look at the **difference row by row**, and what both share is gone.

# %%
def draw_losses(n, gain, seed):
    """Draw the losses of a model and of a rule on n rows; the model's are lower by `gain`, on average."""
    rng = np.random.default_rng(seed)
    difficulty = rng.exponential(2.0, n)
    luck = rng.uniform(0.5, 1.5, (2, n))
    return (1 - gain) * difficulty * luck[0], difficulty * luck[1]

# %% task="worth"
def worth_it(loss_model, loss_rule):
    """Decide whether a model's loss is lower than a rule's by more than luck.

    loss_model, loss_rule: arrays of shape (n,), n at least 1, finite ints or floats. Row i of both is the
                           same case; the cases are independent of each other. Unequal lengths raise a
                           ValueError.

    Returns True or False. True says that the model's mean loss is lower, and that luck hardly explains it.

    - Where both are equally good, as in draw_losses(n, 0, seed) with n from 30 to 1000, it says True in
      at most 5 of 100 draws or so. (Up to 10 pass.)
    - Real gains are seen. A gain of a tenth in 400 rows, draw_losses(400, 0.1, seed), gives True in at
      least 80 of 100 draws. In 40 000 rows a gain of a fiftieth is always seen.
    - Means count, not how often the model wins: where its mean loss is higher, or equal, it is False.
    - With one row it is False. Where the model is better by the same amount on each of 30 rows or more,
      it is True. (With fewer such rows, either will do.)
    - The unit does not matter, be it cents or millions. Nor does the order of the rows, where the case is
      clear.

    >>> rule = np.arange(1.0, 101)
    >>> bool(worth_it(rule - 0.5, rule)), bool(worth_it(rule + 0.5, rule))
    (True, False)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: how often is the answer yes? "The lower mean wins" beside yours
for gain in (0.0, 0.1):
    draws = [draw_losses(400, gain, seed) for seed in range(200)]
    lower = np.mean([model.mean() < rule.mean() for model, rule in draws])
    yours = np.mean([worth_it(model, rule) for model, rule in draws])
    print(f"a gain of {gain}: the lower mean says yes in {lower:.0%} of draws, yours in {yours:.0%}")

# %% [markdown]
# ## 8. Stretch: now the machine
#
# Back to the bananas. The rule is one line: rot is dark and brown, so count such pixels. It is right about
# four times in five, which is a long way from where you stand. Between the two a machine has to show
# what it is worth.
#
# Four hundred pictures are few. Small convolutions suit them: a spot is a spot wherever it is. Take the
# mean *and* the maximum over all places at the end, since rot is a matter of "anywhere?" as well as of
# "how much?". And a banana that is turned over, left to right or top to bottom, is another picture with
# the same label: four for the price of one.
#
# Do not stop too early. A hasty network is hardly better than the rule, and looks more impressive.

# %%
def brown_share(pictures):
    """The share of pixels that are dark and brown, for each picture."""
    red, green, blue = np.moveaxis(pictures / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2))


def rule(pictures):
    """Tell which bananas are rotten, by a rule that took a minute: True or False for each picture."""
    return brown_share(pictures) > 0.004

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    """Train a small network that tells rotten bananas from good ones.

    pictures: (n, 32, 32, 3) uint8, 0 to 255, n at least 64, as from `draw_bananas`. They may come from
              another camera, which swaps colours: all reds for blues, say.
    labels:   (n,) ints, 1 for rotten and 0 for good, about half of each.
    seed:     int from 0 to 1 000 000. The same call with the same seed gives the same model, up to
              rounding; another seed gives another model.

    Learn from these pictures and labels alone: neither from pictures of your own, nor from earlier calls.

    Returns a Keras model. It takes pictures as they are handed in: of shape (m, 32, 32, 3), from 0 to
    255, as float32. For each picture it gives the probability that it is rotten, from 0 to 1, in an
    array of shape (m, 1).

    Take a probability above one half for "rotten". Then trained on 400 pictures, it is right on new ones of
    the same camera more often than `rule` is (which sees the usual colours): by .10 or more, as .90
    is to .80.

    >>> pictures, labels = draw_bananas(64, seed=1)
    >>> model = beat_the_rule(pictures, labels, seed=0)
    >>> model.predict(pictures[:2].astype("float32"), verbose=0).shape
    (2, 1)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the ladder. No need to read this cell: run it, and look.
# The simplest model here is a logistic regression on all pixels.
def logistic(pictures, labels):
    """Fit a logistic regression on pixels, and give a function that tells rotten ones."""
    keras.utils.set_random_seed(7)
    pixels = keras.Input(pictures.shape[1:])
    flat = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255, offset=-0.5)(pixels))
    line = keras.layers.Dense(1, "sigmoid", kernel_regularizer=keras.regularizers.L2(0.01))
    model = keras.Model(pixels, line(flat))
    model.compile("adam", "binary_crossentropy")
    model.fit(pictures.astype("float32"), labels, epochs=40, verbose=0)
    return lambda fresh: model.predict(fresh.astype("float32"), verbose=0)[:, 0] > 0.5


def show_ladder():
    """Draw each rung with its interval, on 400 new pictures; you had 24."""
    pictures, labels = draw_bananas(400, seed=11)
    fresh, answers = draw_bananas(400, seed=12)
    machine = beat_the_rule(pictures, labels, seed=0)
    simple = logistic(pictures, labels)
    says = {
        "always good": np.full(400, constant_baseline(labels, "accuracy")),
        "the simplest model, on pixels": simple(fresh).astype(int),
        "the rule: brown pixels": rule(fresh).astype(int),
        "your machine": (machine.predict(fresh.astype("float32"), verbose=0)[:, 0] > 0.5).astype(int),
    }
    rungs = {name: human_baseline(says[name], answers) for name in says}
    rungs["you, on 24"] = human_baseline(my_answers(), truth)
    plt.figure(figsize=(8, 2.8))
    for place, (name, (share, low, high)) in enumerate(rungs.items()):
        colour = "#cc6677" if name.startswith("you,") else "#4477aa"
        plt.plot([low, high], [place, place], color=colour, linewidth=6, alpha=0.5)
        plt.plot(share, place, "o", color=colour)
        plt.text(1.02, place, f"{share:.3f}", va="center")
    plt.yticks(range(len(rungs)), list(rungs))
    plt.ylim(-0.6, len(rungs) - 0.4)
    plt.xlim(0.4, 1.12)
    plt.xlabel("share right, with its 95 % interval")
    plt.show()


show_ladder()

# %% [markdown]
# ## What to take home
#
# Before you build a machine, sort two dozen yourself, and say how sure that number is. Then write one line
# of code, then the simplest model. Nobody may look into the future, and all are judged on the same rows,
# in pairs. A model that loses to "as yesterday" is worth less than nothing, since somebody has to keep
# it alive. And where you have climbed the ladder, you know what the next rung is worth.
#
# Did the machine beat *you*? Then the pictures hold more than you saw in a second or two. You were a
# baseline, and no ceiling.
