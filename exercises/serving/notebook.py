# %% [markdown]
# # Serving: the model in the kitchen, the guest at the table
#
# In the kitchen works a cook who can tell three penguins apart. Give the cook four numbers in the right
# order, and out come three probabilities. The cook is good. But the kitchen has no window, and the cook
# has never seen a guest.
#
# The guests sit at the tables, and they say things like "Mass 3.7 kilos, bill 39 millimetres". Some leave
# out half of it. Some shout nonsense. Some come forty at a time. A waiter must stand between them and the
# cook. The waiter sends nonsense back at the door, translates, carries several orders at once, and
# knows how long a guest will wait.
#
# A trained model is that cook. **Serving** is the waiter's work, and nearly all that goes wrong with
# models in daily use goes wrong there. Six questions are answered before the model is asked:
#
# 1. What may come in?
# 2. What happens if it is wrong?
# 3. How does it become the model's input?
# 4. How does the model's output become an answer?
# 5. One order, or many?
# 6. How long may it take?
#
# You will build the waiter out of seven small parts. At the end of this notebook it serves over HTTP.
#
# Three rules hold in all tasks:
#
# - what is handed in is not changed
# - what is returned belongs to the caller: writing into it changes no later result
# - no call changes what a later call gives (but a `Batcher` keeps what it was given)
#
# Your answers may call those of earlier tasks. A mistake there costs points there, and not once more: the
# later tasks ask whether you put your own parts together rightly.
#
# *Reading and solving: about 90 minutes. Cells that begin with `# experiment` are yours to play with: they
# are not run when your notebook is graded. Every other code cell is. Stuck? `hint("a task's name")` has a
# question for you, and then an idea. `progress()` draws where you stand.*

# %%
import json
import math

import matplotlib.pyplot as plt
import numpy as np

from course import open_exercise, progress
from course.data import penguins

check, hint = open_exercise("serving")

# %% [markdown]
# This is the way of one order, from the table to the kitchen and back. Beside each arrow stands what
# travels along it. Each box in blue is a task below.

# %% tags=["experiment"]
# experiment: the way of one order. No need to read this cell: run it, and look.
boxes = {
    "guest": (0, 1.0), "Service": (2.2, 1.0), "answer_all": (4.9, 1.0), "problems": (7.6, 2.0),
    "to_rows": (7.6, 1.0), "to_answers": (7.6, 0.0), "model": (10.3, 1.0),
}  # fmt: skip
ways = [
    ("guest", "Service", "text", 0.14), ("Service", "guest", "status, JSON", -0.28),
    ("Service", "answer_all", "objects", 0.14), ("answer_all", "Service", "answers", -0.28),
    ("answer_all", "problems", "each one", 0.24), ("answer_all", "to_rows", "good ones", 0.14),
    ("to_rows", "model", "float32 (n, 4)", 0.14), ("model", "to_answers", "probabilities (n, 3)", -0.5),
    ("to_answers", "answer_all", "words", -0.42),
]  # fmt: skip
figure = plt.figure(figsize=(11, 3.4))
for name, (x, y) in boxes.items():
    colour = "#dddddd" if name in ("guest", "model") else "#88bbee"
    box = {"boxstyle": "round,pad=0.5", "fc": colour}
    plt.text(x, y, name, ha="center", va="center", bbox=box, zorder=3)
for start, end, travels, above in ways:
    (x, y), (to_x, to_y) = boxes[start], boxes[end]
    shift = 0.07 if to_x > x else -0.07
    arrow = {"arrowstyle": "->", "shrinkA": 34, "shrinkB": 34, "color": "#444444"}
    plt.annotate("", (to_x, to_y + shift), (x, y + shift), arrowprops=arrow)
    plt.text((x + to_x) / 2, (y + to_y) / 2 + above, travels, ha="center", fontsize=8)
plt.text(5, -0.75, "Batcher: how long it waits for others.   promise_kept: how long it took.", ha="center")
plt.xlim(-0.8, 11.2)
plt.ylim(-0.95, 2.4)
plt.axis("off")
plt.show()

# %% [markdown]
# The menu hangs at the door. It names four fields, the limits between which a value can be a penguin's,
# and the three species, in the order in which the cook names them. (The mass has two lines, since some
# guests weigh in kilograms.) The grader has the same menu.

# %%
FIELDS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
LIMITS = {
    "bill_length_mm": (20, 80),
    "bill_depth_mm": (8, 30),
    "flipper_length_mm": (120, 280),
    "body_mass_g": (1500, 9000),
    "body_mass_kg": (1.5, 9.0),
}
SPECIES = ("Adelie", "Gentoo", "Chinstrap")

# %% [markdown]
# ## 1. At the door
#
# A model never says "I beg your pardon?". Hand it a bill of 390 millimetres, a missing value filled with 0,
# or `True`, and it answers at once, with great certainty. So the waiter looks at each order *before* the
# kitchen sees it. The waiter says **all** that is wrong, and not only the first thing: nobody likes to
# be sent back four times.
#
# Three things are harder than they look. In Python `True` is an int. NaN is neither below a limit nor above
# one. And a number may have so many digits that no float can hold it.

# %% task="check-order"
def problems(request):
    """List all that is wrong with a request.

    request: any object at all. If it is a dictionary, its keys are texts and its values are any objects.
             The dictionary may be of a class of its own, such as `defaultdict`. (Numbers of other
             types than int, float and bool, such as NumPy's, are never handed in.)

    Returns a list of tuples (field, problem), sorted by field. It has one tuple for each field with a
    problem, and is empty if nothing is wrong. The problems are these texts:

    "not an object": the request is no dictionary. The field is then "", and there is no other problem.
    "missing": a field of FIELDS is not there.
    "unknown": a field is there that is not in LIMITS, whatever its value.
    "not a number": the value is neither an int nor a float. True and False are no numbers here.
    "not finite": the value is NaN, or infinite.
    "out of range": the value is below the lower limit of its field or above the upper one. The limits
    themselves are allowed.

    A request may give `body_mass_kg` in place of `body_mass_g`, which is then not missing. If both are
    there, `body_mass_kg` is "unknown".

    It never raises. An int of hundreds of digits is a number like any other.

    >>> problems({"bill_length_mm": 39.1, "bill_depth_mm": "18", "body_mass_kg": 3750})
    [('bill_depth_mm', 'not a number'), ('body_mass_kg', 'out of range'), ('flipper_length_mm', 'missing')]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: some guests at the door
good = {"bill_length_mm": 39.1, "bill_depth_mm": 18.7, "flipper_length_mm": 181, "body_mass_g": 3750}
odd = {**good, "body_mass_g": True, "name": "Pingu"}
for guest in (good, {**good, "bill_length_mm": math.nan}, odd, "hello"):
    print(problems(guest) or "come in")

# %% [markdown]
# ## 2. Into the kitchen
#
# The cook was trained with rows: four float32 numbers in a fixed order, each measured from the mean of the
# training rows, in units of their standard deviation. A guest's dictionary has no order. And it must be
# measured with **the same ruler** as in training. Taking the mean of tonight's orders is tempting, and
# wrong. With one guest, every number would become 0. With forty, your neighbours would decide what species
# your penguin is.
#
# A difference between what training saw and what serving hands over is called *train–serve skew*. It
# raises no error. The answers are just worse than in the exam. The best remedy is one function for both.
#
# There is a second ruler that must not move. Some believe that a model goes on learning while it is used.
# It does not, unless somebody writes code for it. A mean that drifts towards tonight's guests changes the
# answers of all who come later.

# %% task="to-model"
def to_rows(requests, middle, spread):
    """Turn requests into the model's input.

    requests:       list of dictionaries in which `problems` finds nothing. It may be empty.
    middle, spread: float64 arrays of shape (4,), in the order of FIELDS: mean and standard deviation of
                    the training rows. No spread is 0.

    Returns a NumPy array of dtype float32 and shape (n, 4), with one row for each request, in their order.
    Its columns are in the order of FIELDS, whatever the order of the keys in a dictionary. A mass in
    kilograms is first turned into grams.

    Each number is (value - middle) / spread, computed in float64, and turned into float32 at the very
    end. So the same penguin gives the same bits, alone or among others. (Only a mass in kilograms may
    differ by rounding.)

    >>> middle, spread = np.array([40.0, 17.0, 200.0, 4000.0]), np.array([2.0, 1.0, 10.0, 1000.0])
    >>> bird = {"body_mass_kg": 3.5, "bill_length_mm": 41, "bill_depth_mm": 17, "flipper_length_mm": 190}
    >>> to_rows([bird], middle, spread).tolist()
    [[0.5, 0.0, -1.0, -0.5]]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: train the cook (Keras, some seconds). Training rows and orders go through the same function.
import keras

table = penguins()
whole = ~np.isnan([table[field] for field in FIELDS]).any(axis=0)
birds = [{field: round(float(table[field][row]), 1) for field in FIELDS} for row in np.flatnonzero(whole)]
numbers = np.array([[bird[field] for field in FIELDS] for bird in birds])
middle, spread = numbers.mean(axis=0), numbers.std(axis=0)
labels = np.array([SPECIES.index(name) for name in table["species"][whole]])

keras.utils.set_random_seed(1)
layers = [keras.layers.Dense(16, "relu"), keras.layers.Dense(3, "softmax")]
cook = keras.Sequential([keras.Input((4,)), *layers])
cook.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])
cook.fit(to_rows(birds, middle, spread), labels, epochs=20, verbose=0)


def predict(requests):
    """Give the cook's probabilities for a list of good requests."""
    return cook.predict(to_rows(requests, middle, spread), verbose=0)


right = (predict(birds).argmax(axis=1) == labels).mean()
own_ruler = to_rows(birds[:40], numbers[:40].mean(axis=0), numbers[:40].std(axis=0))
skewed = (cook.predict(own_ruler, verbose=0).argmax(axis=1) == labels[:40]).mean()
print(f"right with the training ruler: {right:.1%} (these are training rows)")
print(f"right on the first 40, all Adelie, with the ruler of these 40: {skewed:.0%}")

# %% [markdown]
# ## 3. Onto the plate
#
# The kitchen answers `[0.96, 0.01, 0.03]`. A guest wants a name. `argmax` gives a name, but it throws away
# how sure the cook was. So an answer holds both, and the name is left out where the cook is not sure
# enough. Then a person may look.
#
# There is a trap on the way out. NumPy's numbers look like Python's, and `json.dumps` refuses most of them:
# *Object of type float32 is not JSON serializable*. It happens with the first guest, and never in tests
# that print.

# %% task="to-answer"
def to_answers(probabilities, sure):
    """Turn the model's output into answers.

    probabilities: array of shape (n, 3), float32 or float64, a row for each request and a column for each
                   of SPECIES, in that order. n may be 0. Each number is from 0 to 1.
    sure:          a float from 0 to 1.

    Returns a list of n dictionaries with these three keys:

    "species": the name of the most probable species. It is None if its probability is below `sure`.
    "probability": the probability of the most probable species, also where "species" is None.
    "others": a list of [name, probability], for each species that "species" does not name. (There are
    three of them where it is None.) The most probable one stands first, the least probable last.

    Wherever two species are equally probable, the one whose name comes first in the alphabet is put first.
    Probabilities are not rounded. Each is turned into a Python float first, and compared as such. (A
    float32 of 0.7 is 0.699999988, which is below 0.7.) So `json.dumps` takes the result as it is.

    >>> to_answers(np.array([[0.25, 0.75, 0.0]]), 0.5)
    [{'species': 'Gentoo', 'probability': 0.75, 'others': [['Adelie', 0.25], ['Chinstrap', 0.0]]}]
    >>> to_answers(np.array([[0.25, 0.5, 0.25]]), 0.75)[0]["others"]
    [['Gentoo', 0.5], ['Adelie', 0.25], ['Chinstrap', 0.25]]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: the penguins of which the cook is least sure
chances = predict(birds)
unsure = np.argsort(chances.max(axis=1))[:3]
for row, answer in zip(unsure, to_answers(chances[unsure], 0.9)):
    print(json.dumps(answer), "   in truth:", SPECIES[labels[row]])

# %% [markdown]
# ## 4. Forty at a table
#
# Asking the model once about forty rows takes hardly longer than asking about one. So forty orders travel
# to the kitchen together. But three of them are nonsense, and have been sent back. Now 37 answers come
# out, for 40 guests. If the waiter just deals them out in turn, everybody behind the first bad order gets a
# neighbour's plate. It looks like an answer. Nobody notices.

# %% task="many"
def answer_all(predict, requests, sure):
    """Answer many requests, each in its place.

    predict:  anything that can be called. predict(good) takes a list of requests in which `problems` finds
              nothing, and gives an array of probabilities as `to_answers` takes it, a row for each.
    requests: list of any objects. It may be empty, or hold one object several times.
    sure:     as for `to_answers`.

    Returns a list as long as `requests`. In each place stands the answer to the request in that place, as
    `to_answers` gives it. If the request has problems, {"problems": [...]} stands there, with what
    `problems` lists. (The pairs may be tuples or lists.)

    `predict` is called once, with all good requests in their order and no others. Where no request is
    good, it is not called. If it raises, the error travels on as it is.

    >>> answer_all(lambda good: np.array([[1.0, 0.0, 0.0]] * len(good)), ["hello"], 0.9)
    [{'problems': [('', 'not an object')]}]
    """
    raise NotImplementedError

# %% [markdown]
# ## 5. The waiter
#
# Guests at the tables are real, and they send *texts*. A web server gets a text and gives one back, with a
# number called the **status**: 200 for "here you are", 400 for "you made a mistake", 413 for "that is too
# much", 500 for "we made a mistake". Programs read the number first, so it has to be true. If every answer
# is 500, the engineers run after each typing error of a guest. If every answer is 200, nobody sees a
# breakdown.
#
# Nothing that comes in may bring the waiter down: not an empty text, not a poem, not a hundred thousand
# brackets. And nothing of the kitchen's quarrels is heard at the table. An error's message may hold a
# path, a password, or another guest's data.
#
# Mind that Python reads and writes `NaN` and `Infinity`, which are no JSON. A browser that gets one of them
# throws the whole answer away.

# %% task="service"
class Service:
    """Answers a text with a text, as a web server needs it.

    Service(predict, sure, most): predict and sure are as for `answer_all`. `most` is an int, at least 1:
                                  so many requests may stand in one list.
    handle(text): takes any str. Returns a tuple (status, text) of a plain int and a str. This text is
                  always JSON. `handle` never raises an Exception.

    If the text is JSON, it holds a list or a single request. (Anything but a list is a single request.)

    - a list of up to `most` requests: 200, and the list that `answer_all` gives. It may be empty.
    - a longer list: 413, and {"error": "..."}. `predict` is not called.
    - a single request without problems: 200, and its answer.
    - a single request with problems: 400, and {"problems": [...]}, with what `problems` lists.
    - a text that is not JSON: 400, and {"error": "..."}.
    - `predict` raised an Exception: 500, and {"error": "..."}.

    The words behind "error" are yours, and not empty. Nothing of the exception's message is among them.
    NaN, Infinity and -Infinity are not JSON. (1e999 is JSON, and Python reads it as infinity.) A text
    that `json.loads` cannot read is not JSON here, whatever it raises: it may nest too deep, or hold a
    number of too many digits (Python reads about 4300).

    `predict` is asked anew for each text, and several services know nothing of each other.

    >>> Service(None, 0.9, 10).handle("[]")
    (200, '[]')
    """

    def __init__(self, predict, sure, most):
        raise NotImplementedError

    def handle(self, text):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: say something to the waiter
waiter = Service(predict, 0.9, 40)
for text in (json.dumps(good), json.dumps([good, {"species": "Adelie"}]), "[NaN]", "Good evening!"):
    print(text[:60], "\n    ->", *waiter.handle(text))

# %% [markdown]
# ## 6. How long does the waiter wait?
#
# 200 orders come in each second, at random moments. A walk to the kitchen takes 8 milliseconds, and half a
# millisecond for each order on the tray. There is one waiter.
#
# The first idea is to serve each guest at once: one order, one walk. The second is to wait up to 5
# milliseconds *on purpose* before each walk, so that a few more orders fit on the tray.
#
# **Guess first.** Half of the guests are served within so many milliseconds, half later. This number is
# the *median*. What is it if each is served at once? And what if the waiter waits 5 ms on purpose? Write
# both guesses into the next cell. Nobody grades them.

# %%
guess_at_once = None  # the median if each is served at once, in milliseconds
guess_waiting = None  # the median with 5 ms of waiting, in milliseconds

# %% [markdown]
# Here is a waiter with a tray for three and a patience of 5. A letter is an order. A blue line shows how
# long it waits, and a red one is a tray that leaves.

# %% tags=["experiment"]
# experiment: one tray after the other. No need to read this cell: run it, and look.
came = {"a": 0, "b": 1, "c": 2, "d": 6, "e": 9, "f": 13, "g": 14, "h": 15, "i": 17}
trays = {
    2: ("abc", "Three are there:\nthe tray is full"),
    11: ("de", "d has waited\nfor 5"),
    20: ("fgh", "The waiter is back:\nthe first three"),
    22: ("i", "i has waited\nfor 5"),
}
rows = dict(zip("abcdefghi", [4, 3, 2, 4, 3, 4, 3, 2, 1]))
plt.figure(figsize=(10, 3))
plt.axvspan(11.2, 20, color="#eeeeee")
plt.text(11.5, 1, "the waiter is away")
for sent, (orders, words) in trays.items():
    for order in orders:
        plt.plot([came[order], sent], [rows[order]] * 2, color="#4477aa", linewidth=3)
        plt.text(came[order] - 0.1, rows[order], order, ha="right", va="center", fontsize=12)
    plt.plot([sent, sent], [0.6, 4.6], color="#cc3311")
    plt.text(sent, 4.8, words, ha="left" if sent == 22 else "right")
plt.gca().set(xlim=(-1.5, 25), ylim=(0, 6.6), yticks=[], xlabel="time")
plt.gca().spines[["left", "right", "top"]].set_visible(False)
plt.show()

# %% task="waiting"
class Batcher:
    """Collects requests, and says when to send them, and which.

    Batcher(largest, patience): a batch holds up to `largest` requests, an int of at least 1. The first one
                                waits for others as long as `patience`, a number of at least 0.
    add(request, now): a request comes in at the time `now`, and joins the end of the queue. It may be any
                       object, also None, or one that is already waiting. The result is left to you.
    due(now):          returns the batch to be sent at the time `now`, as a list.

    A batch is due as soon as `largest` requests are waiting. It is also due as soon as the one that came
    first of those waiting has waited for `patience` (exactly that long will do). It then holds the first
    `largest` of all that are waiting, or all of them if there are fewer, in the order in which they came.
    What `due` returns waits no longer. If no batch is due, it returns [].

    Each call of `due` gives one batch. A further call at the same time gives the next one, if it
    is due. Nobody calls `due` while the waiter is away, so many more than `largest` may be waiting when
    it is called.

    Times are ints or floats in any unit, and never go backwards. Time is only what is handed in: no
    clock is read, and nothing sleeps. (In the checks no sum or difference of times is rounded.) Several
    batchers know nothing of each other.

    >>> batcher = Batcher(2, patience=5)
    >>> _ = batcher.add("tea", 10)
    >>> batcher.due(14), batcher.due(15)
    ([], ['tea'])
    """

    def __init__(self, largest, patience):
        raise NotImplementedError

    def add(self, request, now):
        raise NotImplementedError

    def due(self, now):
        raise NotImplementedError

# %% tags=["experiment"]
# experiment: one evening, twice. At the left each is served at once, at the right your batcher waits.
def evening(largest, patience, a_second=200, seconds=20):
    """Play an evening in steps of a quarter millisecond; give all waiting times, and the walks."""
    arrivals = np.cumsum(np.random.default_rng(1).exponential(1000 / a_second, a_second * seconds))
    batcher, back, here, times, walks = Batcher(largest, patience), 0.0, 0, [], 0
    for tick in range(8000 * seconds):
        now = tick / 4
        while here < len(arrivals) and arrivals[here] <= now:
            batcher.add(arrivals[here], now)
            here += 1
        batch = batcher.due(now) if now >= back else []
        if batch:
            back, walks = now + 8 + 0.5 * len(batch), walks + 1
            times += [back - arrived for arrived in batch]
    return np.array(times), walks


def compare(*guesses):
    """Draw both evenings, and each guess beside the truth."""
    panels = plt.subplots(1, 2, figsize=(10, 3))[1]
    ways = {"each at once": (1, 0), "wait 5 ms, up to 16 together": (16, 5)}
    for panel, guess, (way, (largest, patience)) in zip(panels, guesses, ways.items()):
        times, walks = evening(largest, patience)
        panel.hist(times, bins=60, color="#4477aa")
        panel.axvline(np.median(times), color="#333333", linestyle="--", label="median")
        # A guess far off is named, and the picture keeps its scale.
        if guess <= times.max():
            panel.axvline(guess, color="#ddaa33", linewidth=3, label=f"your guess: {guess:g} ms")
        else:
            panel.plot([], [], color="#ddaa33", linewidth=3, label=f"your guess: {guess:g} ms, far right")
        panel.set(title=f"{way}\nmedian {np.median(times):.0f} ms, {walks} walks", xlabel="milliseconds")
        panel.locator_params(axis="x", nbins=6)
        panel.legend(fontsize=8)
    panels[0].set_ylabel("guests")
    plt.show()


if guess_at_once is None or guess_waiting is None:
    print("Write your guesses into the cell above, run it, and then run this one again.")
else:
    compare(guess_at_once, guess_waiting)

# %% [markdown]
# A waiter who serves each at once can make 118 walks in a second. 200 orders come. So the queue grows all
# evening, and the last guest waits for many seconds. With a tray one walk serves several, and the queue
# drains.
#
# Is it the waiting that helps, or the tray? Drag the patience down to 0: then the waiter takes along all
# who stand there, and waits for nobody. Look at the median, at the slowest one in a hundred, and at the
# number of walks.

# %% tags=["experiment"]
# experiment: drag the patience
def show_patience(patience=40):
    """Draw the waiting times of five seconds with this patience, in milliseconds."""
    times, walks = evening(16, patience, seconds=5)
    plt.figure(figsize=(7, 2.6))
    plt.hist(times, bins=np.arange(0, 151, 2), color="#4477aa")
    median, slow = np.quantile(times, [0.5, 0.99])
    plt.axvline(median, color="#333333", linestyle="--")
    plt.ylim(0, 220)
    plt.ylabel("guests")
    plt.title(f"patience {patience} ms: median {median:.0f}, 99 in 100 within {slow:.0f} ms, {walks} walks")
    plt.xlabel("milliseconds")
    plt.show()


try:
    from ipywidgets import interact

    interact(show_patience, patience=(0, 100, 5))
except ImportError:
    show_patience()

# %% [markdown]
# It was the tray. Without any patience the median is no worse. Patience buys something else: fewer walks,
# for the same guests. Each walk keeps the kitchen busy, and costs money. Each further walk that is saved
# costs more waiting. From about 80 ms on the tray is full, and patience buys hardly anything.
#
# ## 7. A promise to all
#
# "We answer in 30 milliseconds", says the sign at the door of a house with 100 orders a second, each served
# at once. It means the *mean*. One guest in a hundred waits three times as long. A mean promises nothing
# to anybody. A promise says how many are served within which time: "95 of 100 within 50 milliseconds".
#
# The slow ones belong to it. Leaving them out as "outliers" makes every promise come true.

# %% task="promise"
def promise_kept(times, budget, share):
    """Say whether a large enough share of the answers came within the budget.

    times:  list or one-dimensional NumPy array of numbers, each at least 0. An answer that never came has
            the time infinity, and it counts like any other. None is NaN.
    budget: a number, at least 0 and finite. A time that equals it is within it.
    share:  a number from 0 to 1: at least this share of all times must be within the budget.

    Returns a bool, of Python or NumPy. Without any times the promise is kept.

    With k of n times within the budget, `k / n` is compared with `share`, as Python divides. So 7 of 100
    keep a share of 0.07. (0.07 * 100 is 7.000000000000001 in Python: do not multiply.)

    >>> promise_kept([10, 20, 50, 400], 50, 0.75)
    True
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: one evening's mean, median and slowest guest, and one promise about it
times, _ = evening(1, 0, a_second=100)
print(f"mean {times.mean():.0f} ms, median {np.median(times):.0f} ms, slowest {times.max():.0f} ms")
print("95 of 100 within 50 ms:", promise_kept(times, 50, 0.95))

# %% [markdown]
# ## Open the doors
#
# Now the waiter serves. The next cell starts a small HTTP server from Python's own library, on this machine
# alone, and on any port that is free. It asks the server four things, as a stranger's program would, and
# closes it again. The cell is long because it speaks HTTP. All that it says is what you have built.

# %% tags=["experiment"]
# experiment: a real service, asked over HTTP, and closed again
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

waiter = Service(predict, 0.9, 40)


class Door(BaseHTTPRequestHandler):
    """Hands each text to the waiter, and the waiter's text back."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, text = waiter.handle(body.decode("utf-8", "replace"))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text.encode("utf-8"))

    def log_message(self, *_):
        """Keep the notebook quiet."""


def ask(url, text):
    """Post a text; give the status and the answer."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(urllib.request.Request(url, text.encode("utf-8")), timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode("utf-8")


def ask_all(texts):
    """Serve for as long as it takes to ask these texts, and close."""
    with HTTPServer(("127.0.0.1", 0), Door) as server:  # port 0: any that is free
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            return [ask(f"http://127.0.0.1:{server.server_port}", text) for text in texts]
        finally:
            server.shutdown()
            thread.join()


texts = [json.dumps(birds[0]), json.dumps([birds[200], {}]), "[NaN]", json.dumps([{}] * 41)]
try:
    replies = ask_all(texts)
except PermissionError:
    print("This machine lets nobody open a port, so the waiter is asked without HTTP.")
    replies = [waiter.handle(text) for text in texts]
for text, (status, answer) in zip(texts, replies):
    print(text[:60], "\n    ->", status, answer)

# %% [markdown]
# ## What to take home
#
# The model is one box among many. Look at each order before the model does, and say all that is wrong. Use
# training's own ruler, and let nothing drift. Answer each in its place, with how sure you are. Let the
# status be true, and keep your errors to yourself. A tray serves everybody sooner, and a little patience
# saves walks. And promise a share and a time, never a mean.
