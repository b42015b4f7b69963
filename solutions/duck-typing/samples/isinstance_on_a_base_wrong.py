# /// sample
# task = "playground"
# diagnosis = "Things that inherit from `Ball` or `Kangaroo` play, and things of an unknown family do not. Anything that bounces may play, so ask for no family: tell the item to bounce."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        if isinstance(item, (Ball, Kangaroo, SimpleNamespace)):
            return item.bounce()
