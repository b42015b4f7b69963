# /// sample
# task = "playground"
# diagnosis = "You let things in by the name of their class; a class with another name may bounce just as well, so tell it to bounce and do not read its name."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        if type(item).__name__ in ("Ball", "Kangaroo", "SimpleNamespace"):
            return item.bounce()
        return None
