# /// sample
# task = "protocol"
# diagnosis = "A Keras model fits your first protocol, and a ball fits the second. The pair is asked for the other way round: first the playground's, then the learner's."
# ///

# %% task="protocol"
def write_protocols():
    @runtime_checkable
    class Toy(Protocol):
        def bounce(self): pass

    @runtime_checkable
    class Model(Protocol):
        def fit(self, X, y): pass
        def predict(self, X): pass

    return Model, Toy
