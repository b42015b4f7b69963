"""The seconds of an hour and of a day."""

HOUR, DAY = 3600, 86400
