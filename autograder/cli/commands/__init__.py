"""The commands of `heldout`, one file for each group: options, help texts and exit statuses."""
