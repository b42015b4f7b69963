"""The four measurements of `heldout bench` on the screen: a table and sentences, or JSON."""
