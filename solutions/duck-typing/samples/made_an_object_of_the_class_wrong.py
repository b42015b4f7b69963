# /// sample
# task = "playground"
# diagnosis = "You make an object when a class is handed in, and let that bounce; the class can have a `bounce` itself, so tell the item, whatever it is."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()
