"""A course: its submissions, its journal, and nbgrader's gradebook."""
