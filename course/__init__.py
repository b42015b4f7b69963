"""What the course's notebooks import: checks that answer at once, and hints."""

import os

# TensorFlow's notes of how it was built help no learner; without oneDNN it sums as when grading.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

from course.exercise import open_exercise

__all__ = ["open_exercise"]
