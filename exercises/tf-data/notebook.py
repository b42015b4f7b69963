# %% [markdown]
# # tf.data: the cook must not wait
#
# In a kitchen stands a very fast cook. She asks for potatoes. The porter goes down to the cellar,
# looks for potatoes, comes up, washes one, peels it, cuts it, and hands it over. The cook is done with
# it in a second, and asks for the next one. The porter goes down to the cellar …
#
# The cook is your model, on a graphics card perhaps. The porter is the loop that reads a picture from
# the disk, decodes it, scales it, and hands it over. Much of what is called slow training is a cook who
# waits. So let us organise the kitchen:
#
# - potatoes are **peeled once**, on the first day, and kept in the larder (*decode, cache*)
# - each day they come in another **order** (*shuffle*), and are **seasoned fresh** (*augment*)
# - they are served on **trays** (*batch*), which **several porters** fill at a time (*parallel calls*)
# - the next tray is filled while the cook still works on this one (*prefetch*)
#
# `tf.data` is the belt on which all that happens. A `tf.data.Dataset` is a recipe: nothing moves until
# somebody takes from its end. It works in front of every backend of Keras, for reading is not
# training. This notebook itself needs TensorFlow as the backend, since it looks into compiled code.
#
# *Reading and solving: about 120 minutes. Cells that begin with `# experiment` are yours to play
# with: they are not run when your notebook is graded; every other code cell is, yours too, so begin
# slow cells of your own like that. Stuck? `hint("a task's name")` has a question for you, and then
# an idea; `progress()` draws where you stand.*

# %%
from pathlib import Path
import time

from course import open_exercise, progress
from course.data import titanic

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

check, hint = open_exercise("tf-data")

# %% tags=["experiment"]
# experiment: who waits for whom? Reading a tray takes 1, cooking it takes 1.
# No need to read this cell: run it, and look at the picture.
def timeline(panel, title, reading, cooking):
    """Draw two rows of bars: (start, length) of each reading and of each cooking."""
    for row, colour, bars in [(1, "#ccbb44", reading), (0, "#4477aa", cooking)]:
        panel.broken_barh(bars, (row + 0.1, 0.8), facecolors=colour, edgecolors="white")
    panel.set_yticks([0.5, 1.5], ["cook", "porter"])
    panel.set_title(title, fontsize=10, loc="left")


figure, panels = plt.subplots(3, 1, figsize=(9, 4.2), sharex=True)
turns = range(5)
timeline(panels[0], "in turn", [(2 * i, 1) for i in turns], [(2 * i + 1, 1) for i in turns])
timeline(panels[1], "prefetch: the next tray is filled while the cook is busy",
         [(i, 1) for i in turns], [(i + 1, 1) for i in turns])
timeline(panels[2], "prefetch, and four porters",
         [(max(i - 1, 0.25 * i), 0.25) for i in turns], [(i + 0.25, 1) for i in turns])
panels[2].set_xlabel("time")
plt.tight_layout()
plt.show()

# %% [markdown]
# ## A first belt
#
# A pipeline is a chain of steps. Each step takes a dataset and gives a new one: `map` calls a function on
# each element, `batch` puts elements together, and a loop takes what comes out. Run the next cell.
#
# Ten numbers go through the function, but Python runs it **once**, before the first one arrives. `map`
# *traces* it: it writes down which tensor operations the function asks for, and then repeats these for
# each number. This is fast, and it is the one trap here. Inside `map`, `number` is a placeholder without
# a value. `print` says something once. `np.random` draws once, and each element gets that same draw.
# `tf.random` is a tensor operation, and draws anew each time. Python code that must run each time is
# wrapped in `tf.numpy_function`.

# %% tags=["experiment"]
# experiment: a first pipeline. How often does Python run the function?
def with_chance(number):
    """Double a number, and draw twice: once with NumPy, once with TensorFlow."""
    print("Python is here, and `number` is", type(number).__name__)
    return 2 * number, np.random.randint(100), tf.random.uniform((), 0, 100, tf.int64)


for doubled, by_numpy, by_tf in tf.data.Dataset.range(10).map(with_chance).batch(4):
    print("doubled:", doubled.numpy())
    print("drawn by NumPy:", by_numpy.numpy(), "and by TensorFlow:", by_tf.numpy())

# %% [markdown]
# ## Something to cook
#
# Real pictures come as files, and files are a mess: PNG and JPEG, small and large, in colour, in grey,
# with a fourth channel for transparency. So that you have some, the next cell draws sixty of them:
# crosses, rings and stripes. It writes them into the folder `pictures`, one folder inside for each
# class. It also writes a folder `delivery`: the same mess, but one of its files is broken, and other
# things lie about, as they do.

# %%
# No need to read this cell: it draws the pictures and writes the files.
def draw(kind, height, width, rng):
    """Draw a cross, a ring or stripes in one colour on another: (height, width, 3), uint8."""
    y, x = np.mgrid[-1:1:height * 1j, -1:1:width * 1j]
    y, x = y - rng.uniform(-0.3, 0.3), x - rng.uniform(-0.3, 0.3)
    inside = {
        "crosses": (abs(x + y) < 0.25) | (abs(x - y) < 0.25),
        "rings": abs(np.hypot(x, y) - 0.5) < 0.15,
        "stripes": np.sin(rng.uniform(8, 14) * (x + rng.uniform(-0.5, 0.5) * y)) > 0,
    }[kind]
    dark, light = rng.integers(0, 100, 3), rng.integers(150, 256, 3)
    return np.where(inside[..., None], light, dark).astype("uint8")


def write_pictures(folder, each, seed):
    """Write `each` pictures of each class: PNG or JPEG, odd sizes, in colour, grey, or with alpha."""
    rng = np.random.default_rng(seed)
    for kind in ["crosses", "rings", "stripes"]:
        place = Path(folder, kind)
        place.mkdir(parents=True, exist_ok=True)
        for number in range(each):
            picture = draw(kind, *rng.integers(24, 60, 2), rng)
            mode = rng.choice(["colour", "grey", "alpha", "jpeg"])
            if mode == "grey":
                picture = picture[..., :1]
            if mode == "alpha":
                picture = np.dstack([picture, np.full(picture.shape[:2], 200, "uint8")])
            encode = tf.io.encode_jpeg if mode == "jpeg" else tf.io.encode_png
            ending = rng.choice([".jpg", ".jpeg", ".JPG"]) if mode == "jpeg" else ".png"
            (place / f"{number:02}{ending}").write_bytes(encode(picture).numpy())


write_pictures("pictures", 20, seed=1)
write_pictures("delivery", 3, seed=2)
Path("delivery/rings/01 broken.png").write_bytes(b"\x89PNG, or so it says")
Path("delivery/rings/what is this.txt").write_text("rings, I think")
Path("delivery/.ipynb_checkpoints").mkdir(exist_ok=True)

# %% tags=["experiment"]
# experiment: what lies in the folder?
# No need to read this cell: run it, and look at the picture.
figure, panels = plt.subplots(3, 8, figsize=(11, 4.8))
for row, kind in zip(panels, ["crosses", "rings", "stripes"]):
    for panel, path in zip(row, sorted(Path("pictures", kind).iterdir())):
        stored = tf.io.decode_image(path.read_bytes()).numpy()
        panel.imshow(np.squeeze(stored), cmap="gray", vmin=0, vmax=255)
        panel.set_title(f"{path.name}\n{'×'.join(map(str, stored.shape))}", fontsize=8)
        panel.axis("off")
plt.tight_layout()
plt.show()

# %% [markdown]
# ## 1. What is there?
#
# The first step needs no TensorFlow. Each folder inside is a *class*; a class's *label* is its place in
# the sorted list of classes: crosses 0, rings 1, stripes 2. Why sorted? A disk gives names in any order
# it likes. If today stripes come first and are 0, then yesterday's model calls them crosses, and no
# error is raised.
#
# And not everything that lies in a folder is a picture. Jupyter leaves `.ipynb_checkpoints`, a Mac
# leaves `.DS_Store`, somebody leaves a note.

# %% task="list"
def list_pictures(folder):
    """List the pictures of a folder that holds one folder for each class.

    folder: str or Path. It may lie anywhere, and have any name.

    Returns (paths, labels, names), three lists.
    names:  the names of the classes, in the order of `sorted`. Each folder directly inside `folder` is a
            class, even without a picture, unless its name begins with a dot.
    paths:  one str for each picture, in any order: the path by which `open` finds the file.
    labels: for each path, in the same order, a Python int: the place of its class in `names`.

    A picture is a file directly inside a class's folder whose name ends in .png, .jpg or .jpeg. These
    endings may be written in small letters, in capital letters, or in both. Files whose names begin
    with a dot are skipped. All else is skipped, too: other files, files beside the classes' folders,
    folders inside a class's folder. Only names count: no file is opened. Names may hold spaces, dots
    and brackets. Each call looks anew.

    >>> paths, labels, names = list_pictures("pictures")
    >>> names, len(paths), labels.count(2)
    (['crosses', 'rings', 'stripes'], 60, 20)
    """
    raise NotImplementedError

# %% [markdown]
# ## 2. From the disk to batches
#
# A batch is one block of numbers, so all its pictures must have the same height, the same width and
# three channels. And the numbers must be of one kind: stored are whole numbers from 0 to 255, wanted are
# floats from 0 to 1. It sounds harmless, but three good functions divide by 255, or do not, depending on
# what they are given. Look at the largest value of what you have made. About 1? About 255? About 0.004?
#
# Keras has a function for much of this task: `keras.utils.image_dataset_from_directory`. It gives numbers
# from 0 to 255. It takes some files for pictures that are none here, and it does not name the file that
# is broken. You may use it where it helps; here you build what lies below it.
#
# Then there is the file that is no picture. Two ways to deal with it are bad: to stop, hours later, with
# "Unknown image file format" and no name; and to leave it out in silence, so that one day you train on
# half of your data and nobody knows. **Say which file it is.**

# %% task="from-disk"
def image_dataset(folder, size, batch):
    """Read a folder of pictures in batches.

    folder: str or Path. Its pictures and their labels are those of `list_pictures`.
    size:   (height, width) of every picture in the result. The whole picture is squeezed or stretched to
            that size: nothing is cut off, no border is added.
    batch:  pictures in a batch. All batches but the last are full; the last holds what is left.

    Returns a tf.data.Dataset of pairs (pictures, labels). It can be gone through again and again. Each
    time every picture is there once, with its own label, in any order.
    pictures: float32 of shape (batch, height, width, 3). Stored values are divided by 255, in a dark
              picture, too. Resize in any way that leaves no value below 0 or above 1.
    labels:   whole numbers of shape (batch,).

    Of a grey picture all three channels are alike. A transparency channel is left out, also that of a
    grey picture: it changes no colour. A file that cannot be decoded raises an error (of any kind). Its
    message holds the file's name, and no other file's. The error comes when the dataset is made, or at
    the latest when the picture's turn comes.

    >>> pictures, labels = next(iter(image_dataset("pictures", (32, 48), 60)))
    >>> tuple(pictures.shape), np.bincount(labels).tolist()
    ((60, 32, 48, 3), [20, 20, 20])
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: a batch from your dataset; and what does it say of the broken file?
for pictures, labels in image_dataset("pictures", (32, 32), 60):
    print(pictures.shape, pictures.dtype, "largest value:", float(tf.reduce_max(pictures)))
    print("of each class:", np.bincount(labels))
    figure, panels = plt.subplots(1, 10, figsize=(11, 1.5))
    for panel, picture, label in zip(panels, pictures[::6], labels[::6]):
        panel.imshow(picture)
        panel.set_title(int(label))
        panel.axis("off")
    plt.show()
try:
    print(len(list(image_dataset("delivery", (32, 32), 4))), "batches, and not a word")
except Exception as complaint:
    print(str(complaint)[:200])

# %% [markdown]
# ## 3. What comes first?
#
# Now the order of the steps. Some are the same each time: decoding. Some must differ each time: the
# order of the pictures, and *augmentation*, small random changes (a flip, a turn, a little less light)
# that leave a ring a ring. `cache()` stands between the two kinds like a photograph: what comes before it
# happens once and is remembered, **with all its chance in it**.
#
# `shuffle(n)` does not see the whole dataset. It fills a *buffer* with n elements, gives out a random one
# of them, and puts the next one in its place. The picture shows what comes out of buffers of three sizes:
# the nearer to the grey line, the less was shuffled. If the file is sorted by class, a small buffer
# serves whole trays of crosses.

# %% tags=["experiment"]
# experiment: what does a shuffle's buffer do to 300 rows?
figure, panels = plt.subplots(1, 3, figsize=(10, 3.2), sharey=True)
for panel, size in zip(panels, [1, 30, 300]):
    rows = list(tf.data.Dataset.range(300).shuffle(size, seed=1).as_numpy_iterator())
    panel.plot([0, 299], [0, 299], color="#bbbbbb", linewidth=4)
    panel.plot(rows, ".", color="#4477aa", markersize=4)
    panel.set_title(f"buffer of {size}")
    panel.set_xlabel("place in the epoch")
panels[0].set_ylabel("row of the dataset")
plt.show()

# %% [markdown]
# For validation and for test the rules are others. Nobody learns from these pictures, so nothing is to be
# gained by shuffling, and something is lost: the fifth prediction is no longer that of the fifth
# picture. Nothing is augmented, as an exam is not scribbled over. And nothing is dropped: the last, smaller
# batch is part of the exam, too, and would always be the same part.

# %%
# For trying out: a picture that is easy to recognise, and an augmentation that is easy to see.
def as_picture(number):
    """A picture of one pixel that is a number: (1, 1, 3), float32."""
    return tf.fill((1, 1, 3), tf.cast(number, "float32"))


def a_little_more(picture):
    """Add a random share of 1."""
    return picture + tf.random.uniform(())

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    """Make batches to train on.

    ds:      tf.data.Dataset of pairs (path, label), 1 to 5000 of them; it knows its length (`len(ds)`).
             A path is whatever `decode` takes, a label is a whole number.
    decode:  function: decode(path) gives the picture, (height, width, 3), float32. All pictures have one
             size. It is slow.
    augment: function: augment(picture) gives the same picture changed at random. It takes one picture,
             not a batch.
    batch:   pictures in a batch.

    `decode` and `augment` are made of tensor operations: call them inside `map`.

    Returns a tf.data.Dataset of batches (pictures, labels). To go through it once is an epoch.

    - An epoch holds every picture once, with its own label. All batches but the last are full; the last
      holds what is left.
    - Each epoch has an order of its own, as random as if it were the first. In every epoch any picture
      can come first, and other pictures share a batch. `keras.utils.set_random_seed` changes none of this.
      Whether two pipelines have the same orders, from a fixed seed, is left to you.
    - In each epoch each picture is augmented once, anew, by itself.
    - Each picture is decoded once, in the first epoch. Nothing is decoded before that begins.
    - The next batch is made ready, the whole of it, while the last one is still in use. Say so yourself:
      the library may add it, or may not.
    - Pipelines know nothing of each other: many can be made and used, one after the other or in turn.

    >>> numbers = tf.data.Dataset.from_tensor_slices((np.arange(5), np.arange(5)))
    >>> epoch = list(train_pipeline(numbers, as_picture, a_little_more, 2))
    >>> [len(labels) for _, labels in epoch], sorted(np.concatenate([n for _, n in epoch]).tolist())
    ([2, 2, 1], [0, 1, 2, 3, 4])
    """
    raise NotImplementedError


def eval_pipeline(ds, decode, batch):
    """Make batches to validate and test with.

    ds, decode, batch: as for `train_pipeline`.

    Returns a tf.data.Dataset of batches (pictures, labels): all of ds, in ds's order, each time that it
    is gone through. All batches but the last are full; the last holds what is left. How often pictures
    are decoded is left to you.

    >>> numbers = tf.data.Dataset.from_tensor_slices((np.arange(5), np.arange(5)))
    >>> [labels.numpy().tolist() for _, labels in eval_pipeline(numbers, as_picture, 2)]
    [[0, 1], [2, 3], [4]]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: three epochs of twelve pictures, in batches of four
letters = tf.data.Dataset.from_tensor_slices((np.arange(12), np.arange(12)))
for _ in range(3):
    for pictures, _ in train_pipeline(letters, as_picture, a_little_more, 4):
        print(np.round(pictures[:, 0, 0, 0].numpy(), 2), end="  ")
    print()

# %% [markdown]
# ## 4. Put it inside the model
#
# You train a model, it is good, you hand it over. Somebody builds it into a telephone. The telephone
# takes a photograph: whole numbers from 0 to 255. Your training pipeline divided by 255. Does the
# telephone? If not, the model sees numbers 255 times too large, answers nonsense, and raises no error.
# Or it divides, and your colleague, who was careful too, divides once more. This is called *skew* between
# training and serving.
#
# The remedy: **what every picture needs goes into the model.** Scaling, as a layer. And while we are
# there, augmentation as well: Keras has random layers (`RandomFlip`, `RandomRotation`, `RandomZoom`,
# `RandomBrightness`, …). They work in training, and stand aside when predicting. They run where the model
# runs, on the graphics card too, and are saved with it in one file.
#
# One thing to watch: some of these layers add or subtract light and must know the range that they work
# on. They have an argument for it, and its default is 0 to 255.

# %% task="augment-in-model"
def with_augmentation(model):
    """Put scaling and augmentation in front of a model.

    model: a Keras model, Sequential or functional, its layers connected in any way. It takes pictures
           (batch, height, width, 3), float32 from 0 to 1; height and width are fixed.

    Returns a Keras model that takes raw pictures (batch, height, width, 3), uint8 from 0 to 255, one or
    many. `model` itself is inside, with its weights, not with new ones or copies. So if one of the two
    learns, the other has learnt, too. `model` alone still gives what it gave.

    - Predicting, it gives what `model` gives for the same pictures divided by 255, up to rounding. To
      predict is to call `predict`, or the model with `training=False`. A call without either is left to
      you, since Keras's random layers take it for training.
    - In training each picture of a batch is changed in a way of its own, before `model` sees it. The
      change is new at every step, inside compiled code too. Any changes will do, as long as some
      pictures do change.
    - In training `model` still sees values from about 0 to about 1: none below -0.5, none above 1.5, and
      of a bright picture some above 0.5.
    - It is saved and loaded as one file: `keras.models.load_model` needs nothing else, no class or
      function of your notebook either. The loaded model predicts and augments as before.

    >>> inputs = keras.Input((2, 2, 3))
    >>> mean = keras.Model(inputs, keras.layers.GlobalAveragePooling2D()(inputs))
    >>> with_augmentation(mean).predict(np.full((1, 2, 2, 3), 255, "uint8"), verbose=0).round(3).tolist()
    [[1.0, 1.0, 1.0]]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what does the model inside see? Here it is a model that gives back what it is given.
# No need to read this cell: run it, and look at the picture.
mirror_input = keras.Input((32, 32, 3))
mirror = with_augmentation(keras.Model(mirror_input, keras.layers.Activation("linear")(mirror_input)))
ring = draw("rings", 32, 32, np.random.default_rng(5))
figure, panels = plt.subplots(2, 8, figsize=(11, 3))
for row, training, name in [(panels[0], False, "predicting"), (panels[1], True, "training")]:
    seen = keras.ops.convert_to_numpy(mirror(np.stack([ring] * 8), training=training))
    print(f"{name}: from {seen.min():.2f} to {seen.max():.2f}")
    for panel, picture in zip(row, seen):
        panel.imshow(np.clip(picture, 0, 1))
        panel.axis("off")
    row[0].set_title(name, fontsize=9, loc="left")
plt.show()

# %% [markdown]
# ## 5. Tables need it, too
#
# Not all data are pictures. Here are passengers of the Titanic: numbers of different sizes, words, holes.
# Age runs to 80, the fare to 512; 263 ages are unknown, and NaN in one cell makes NaN of everything that
# it is multiplied with. Two passengers have no port. And one day a passenger comes from a port that is
# not on the list.
#
# Keras has layers for that, which *adapt* to data before training: `Normalization` measures a mean and a
# standard deviation, `StringLookup` collects words, `Discretization` finds the limits of bins,
# `CategoryEncoding` turns places into columns. Three traps lie about:
#
# - **adapt on training rows alone.** What the ruler has measured in the exam has leaked (see *Splits*)
# - **a word is no number.** Southampton 1, Cherbourg 2, Queenstown 3 says that Cherbourg lies half way.
#   Give each word a column of its own (*one-hot*)
# - **“unknown” is not 0 and not 29.9.** A baby is 0. Put the mean in place of a missing number: it pulls
#   in no direction. And say in a further column that it was missing

# %%
COLUMNS = ["age", "fare", "pclass", "sex", "embarked"]


def some_passengers(rows):
    """Five columns of the Titanic's passengers, each of shape (len(rows),)."""
    ship = titanic()
    return {name: ship[name][rows] for name in COLUMNS}

# %% task="tabular"
def feature_model(train):
    """Learn from training rows how to turn passengers into features.

    train: dict of five columns, NumPy arrays of shape (n,):
           age, fare: float32, NaN where missing. At least ten are known, and three in four. These are
           not all alike.
           pclass: int64. 1, 2 and 3 all occur.
           sex, embarked: text, "" where missing. The words may be others than the Titanic's, and any
           number of them.

    Returns a Keras model or a function. It is called with such a dict, of any m rows, m ≥ 1; the columns
    may have another order. It gives float32 features of shape (m, k), all finite, k always the same.

    - All that it knows, it has learnt from `train`, when `feature_model` was called. It does not change
      when `train` changes later, or when `feature_model` is called again.
    - Neither `train` nor the rows that are asked about are changed.
    - Each column of features tells of one of the five columns and of no other.
    - A row's features do not depend on what other rows are asked about.
    - age, fare: one feature has mean 0 and standard deviation 1 over the known values in `train`, give or
      take 0.2. So gaps may be filled with the mean before or after measuring. A missing value has other
      features than any number has, even if nothing is missing in `train`.
    - sex, embarked: each word of `train` has features of its own, no word's lying between those of two
      others. All words that `train` lacks share the same features, and no word of `train` has these. A
      word is another one if a single letter, capital or space differs. Whether "" and "[UNK]" (Keras's
      mark for unknown words) are words like others, or always unknown ones, is left to you.
    - pclass: 1, 2, 3 differ, as a number or as columns. A 4 may look like anything that is finite.

    >>> features = feature_model(some_passengers(np.arange(0, 1309, 2)))
    >>> table = np.asarray(features(some_passengers(np.array([1, 3, 5]))))
    >>> len(table), bool(np.isfinite(table).all())
    (3, True)
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: what do eight passengers look like to a model, and what is it worth?
# No need to read this cell: run it, and look at the picture.
order = np.random.default_rng(0).permutation(1309)
lesson, exam = order[:900], order[900:]
features = feature_model(some_passengers(lesson))
without_age = np.isnan(some_passengers(exam)["age"])
shown = some_passengers(np.concatenate([exam[without_age][:3], exam[~without_age][:5]]))
table = np.asarray(features(shown))
plt.figure(figsize=(9, 3))
plt.imshow(table, cmap="PuOr", vmin=-2, vmax=2, aspect="auto")
plt.colorbar(label="value of the feature")
people = zip(*(shown[name] for name in ["age", "sex", "embarked"]))
plt.yticks(range(8), [f"{age:.0f}, {sex}, {port}" for age, sex, port in people])
plt.xlabel("feature")
plt.show()
survived = titanic()["survived"]
judge = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
judge.compile(keras.optimizers.Adam(0.05), "binary_crossentropy", metrics=["accuracy"])
judge.fit(np.asarray(features(some_passengers(lesson))), survived[lesson], epochs=20, verbose=0)
right = judge.evaluate(np.asarray(features(some_passengers(exam))), survived[exam], verbose=0)[1]
print(f"right about {right:.3f} of the exam; who says “died” of everybody: {1 - survived[exam].mean():.3f}")

# %% [markdown]
# ## 6. Stretch: nobody waits
#
# Back to the porter. Suppose that the pictures lie far away, and that each takes 10 milliseconds to
# come, of which your computer works for none: it waits. Two kinds of waiting can be had for nothing.
#
# - **The cook need not wait for the porter**: while the model trains on one batch, the next is read
# - **The porters need not wait for each other**: ten questions can be on their way at the same time
#
# With reading and training equally slow, the first saves up to a half. The second saves far more, where
# the disk can answer several at a time. A Python generator, wrapped up in `from_generator`, has one porter:
# it looks like tf.data and reads like a loop.
#
# `stopwatch` below measures it, and `as_written` sets the scene. It gives your pipeline sixteen threads,
# since by itself it has as many as the machine has cores, and who only waits needs no core. And it
# switches off what the library mends behind your back: the TensorFlow of this course adds a missing
# prefetch at the end, others do not, and you should not have to know which. The checks measure so, too.
#
# Numbers like these depend on the machine and on what else it does. So never trust a time; trust a
# *ratio*, of two times measured side by side.

# %%
def far_away(place):
    """Read from far away: a number in, a float32 tensor of shape (4,) out, 10 milliseconds later."""
    def wait(number):
        time.sleep(0.01)
        return np.full(4, number, "float32")

    vector = tf.numpy_function(wait, [place], tf.float32)
    vector.set_shape((4,))
    return vector


def in_turn(places, read, batch):
    """Read one after the other, and only when asked: the slow way."""
    return places.map(read).batch(batch)


def as_written(dataset):
    """The dataset with sixteen threads, and with nothing added that it does not say."""
    options = tf.data.Options()
    options.threading.private_threadpool_size = 16
    options.experimental_optimization.apply_default_optimizations = False
    return dataset.with_options(options)


def stopwatch(way, places, read, batch, training):
    """Seconds for one epoch of batches with `training` seconds of training after each."""
    start = time.perf_counter()
    for _ in as_written(way(places, read, batch)):
        time.sleep(training)
    return time.perf_counter() - start

# %% task="faster"
def speed_up(places, read, batch):
    """Read from far away without anybody waiting who need not.

    places: tf.data.Dataset of numbers, int64. It may be shuffled, with another order each time that it is
            gone through, and need not know its length.
    read:   function to be called inside `map`: read(place) gives a float32 tensor of shape (4,), after a
            while. It may be called several times at once.
    batch:  rows in a batch, 1 or more.

    Returns a tf.data.Dataset of float32 batches (batch, 4): each place read once, in any order. All
    batches but the last are full; the last holds what is left.

    - It can be gone through again and again, and reads again each time: what is far away may have changed.
    - Nothing is read before somebody begins to take batches.
    - There may be more than the memory holds. So while nobody takes a batch, it stops reading when it is
      100 batches ahead, or earlier.
    - If `read` raises an error, it reaches you when you take batches. No place is left out in silence.
    - Readings overlap with training: where both take equally long, an epoch takes at most three quarters
      of the time that `in_turn` takes.
    - Readings overlap with each other, those of one batch, too: without any training, an epoch takes at
      most a third of the time, however large or small a batch is.

    Times are those of `as_written` datasets, with sixteen threads.

    >>> rows = np.concatenate(list(speed_up(tf.data.Dataset.range(5), far_away, 2)))
    >>> sorted(rows[:, 0].tolist())
    [0.0, 1.0, 2.0, 3.0, 4.0]
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: who is busy when? The same 32 readings and 4 steps of training, in turn and sped up.
# No need to read this cell: run it, and look at the picture.
busy = {"reading": [], "training": []}


def note(what, seconds):
    """Wait, and note from when and for how long."""
    begun = time.perf_counter()
    time.sleep(seconds)
    busy[what].append((begun, time.perf_counter() - begun))


def far_away_and_noted(place):
    """As `far_away`, with a note of who was busy when."""
    def wait(number):
        note("reading", 0.01)
        return np.full(4, number, "float32")

    return tf.ensure_shape(tf.numpy_function(wait, [place], tf.float32), (4,))


figure, panels = plt.subplots(2, 1, figsize=(9, 3.4), sharex=True)
for panel, way in zip(panels, [in_turn, speed_up]):
    start = time.perf_counter()
    for _ in as_written(way(tf.data.Dataset.range(32), far_away_and_noted, 8)):
        note("training", 0.08)
    end = time.perf_counter() - start
    bars = {what: [(begun - start, long) for begun, long in row] for what, row in busy.items()}
    timeline(panel, f"{way.__name__}: {end:.2f} s", [], bars["training"])
    for number, bar in enumerate(sorted(bars["reading"])):
        panel.broken_barh([bar], (1.1 + 0.1 * (number % 8), 0.1), facecolors="#ccbb44", edgecolors="white")
    panel.set_yticks([0.5, 1.5], ["training", "reading"])
    for row in busy.values():
        row.clear()
panels[1].set_xlabel("seconds")
panels[1].set_xlim(left=0)
plt.tight_layout()
plt.show()
for training in [0, 0.08]:
    slow, fast = (stopwatch(way, tf.data.Dataset.range(64), far_away, 8, training)
                  for way in [in_turn, speed_up])
    print(f"{training} s of training a batch: {slow / fast:.1f} times as fast as in turn")

# %% [markdown]
# ## What to take home
#
# Decode once; shuffle, then augment, after the cache; batch; prefetch last. Leave validation alone. What
# every picture needs belongs into the model, so that nobody can forget it. Adapt on training rows. And
# measure speed as a ratio: a pipeline that merely looks parallel is a loop in a nicer coat.
