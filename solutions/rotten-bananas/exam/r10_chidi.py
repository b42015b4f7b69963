# %% task="two-funnels" kind="right"
def build_autoencoder(shape, code_size):
    how_many = 1
    for side in shape:
        how_many = how_many * side

    # first funnel
    encoder = keras.Sequential()
    encoder.add(keras.Input(shape=shape))
    encoder.add(keras.layers.Rescaling(scale=2.0, offset=-1.0))
    encoder.add(keras.layers.Flatten())
    encoder.add(keras.layers.Dense(96, activation="elu"))
    # only while it is trained
    encoder.add(keras.layers.Dropout(0.05))
    encoder.add(keras.layers.Dense(48, activation="elu"))
    encoder.add(keras.layers.Dense(code_size))

    # second funnel
    decoder = keras.Sequential()
    decoder.add(keras.Input(shape=(code_size,)))
    decoder.add(keras.layers.Dense(48, activation="elu"))
    decoder.add(keras.layers.Dense(96, activation="elu"))
    decoder.add(keras.layers.Dense(how_many))
    decoder.add(keras.layers.Reshape(shape))

    # both
    autoencoder = keras.Sequential()
    autoencoder.add(keras.Input(shape=shape))
    autoencoder.add(encoder)
    autoencoder.add(decoder)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    answers = np.zeros(len(images))
    pictures = images / 255
    all_drawn = autoencoder.predict(pictures, verbose=0)
    for i in range(len(images)):
        picture = pictures[i].tolist()
        drawn = all_drawn[i].tolist()
        total = 0.0
        count = 0
        for row in range(len(picture)):
            for column in range(len(picture[row])):
                for channel in range(len(picture[row][column])):
                    difference = drawn[row][column][channel] - picture[row][column][channel]
                    total = total + difference * difference
                    count = count + 1
        answers[i] = total / count
    return answers


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate > 0 and false_alarm_rate < 1:
        pass
    else:
        raise ValueError("the rate must be between 0 and 1")
    numbers = []
    for error in errors_on_good:
        numbers.append(float(error))
    numbers.sort(reverse=True)
    how_many_may_be_above = len(numbers) * false_alarm_rate
    above = 0
    threshold = numbers[0]
    # walk down from the largest, as long as there may be more above
    for number in numbers:
        if above > how_many_may_be_above:
            break
        threshold = number
        above = above + 1
    return threshold


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    total_own = 0.0
    for e in reconstruction_error(autoencoder, own):
        total_own = total_own + e
    total_other = 0.0
    for e in reconstruction_error(autoencoder, other):
        total_other = total_other + e
    mean_own = total_own / len(own)
    mean_other = total_other / len(other)
    return float(mean_other / mean_own)


def smallest_jpeg(images, error):
    good_enough = []
    quality = 1
    while quality <= 95:
        size, back = jpeg(images, quality)
        # not as bytes!
        a = images.astype(int)
        b = back.astype(int)
        mistake = np.mean(((a - b) / 255.0) ** 2)
        if mistake <= error:
            good_enough.append(size)
        quality = quality + 1
    if len(good_enough) == 0:
        return None
    smallest = good_enough[0]
    for size in good_enough:
        if size < smallest:
            smallest = size
    return float(smallest)
