"""The command line."""

import autograder.session.quick_start  # noqa: F401
