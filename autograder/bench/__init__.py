"""What grading costs, beside stock nbgrader and beside the bare work, in one run on one machine."""
