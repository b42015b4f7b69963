"""The command line."""

import autograder.process.skip_slow_import  # noqa: F401
