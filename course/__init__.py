"""What the course's notebooks import: checks that answer at once, and hints."""

from course.exercise import open_exercise

__all__ = ["open_exercise"]
