"""Models with a learner's own layer, looked at in the student's process and here."""


def own(layer):
    """Whether a layer is the learner's, and holds nothing that could be learnt."""
    return type(layer).__module__.split(".")[0] != "keras" and not layer.weights


def has_own_dropout(model):
    """Whether a model holds the learner's own Dropout, at any depth."""
    return any(own(layer) or has_own_dropout(layer) for layer in getattr(model, "layers", []))


def with_keras_dropout(model):
    """The model with Keras's Dropout where the learner's own stands: only that can be rebuilt."""
    import keras

    def known(layer):
        if own(layer):
            try:
                rate = layer.get_config()["rate"]
            # A config that is wrong is judged in its own task.
            except Exception:
                rate = getattr(layer, "rate", 0.5)
            return keras.layers.Dropout(rate, name=layer.name)
        return layer.__class__.from_config(layer.get_config())

    twin = keras.models.clone_model(model, clone_function=known, recursive=True)
    twin.set_weights(model.get_weights())
    return twin


def again(model, x):
    """What a new model of the same config and weights gives for x."""
    import keras
    import numpy

    start = keras.Input((1,))
    functional = type(keras.Model(start, keras.layers.Flatten()(start)))
    kind = keras.Sequential if isinstance(model, keras.Sequential) else functional
    if has_own_dropout(model):
        model = with_keras_dropout(model)
    twin = kind.from_config(model.get_config())
    if not twin.built:
        twin.build(x.shape)
    twin.set_weights(model.get_weights())
    return numpy.asarray(twin(x, training=False))


def settings(value):
    """A layer's config without names and seeds, inside its initializers too."""
    if isinstance(value, dict):
        left = {
            k: v
            for k, v in value.items()
            if k not in ("name", "seed", "build_config", "shared_object_id")
        }
        return {key: settings(item) for key, item in left.items()}
    return [settings(item) for item in value] if isinstance(value, list | tuple) else value
