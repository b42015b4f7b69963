"""What the course's notebooks import: checks that answer at once, and hints."""

import os

# TensorFlow's notes of how it was built, printed at its first import, help no learner.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from course.exercise import open_exercise

__all__ = ["open_exercise"]
