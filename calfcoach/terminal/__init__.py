"""The terminal coach: the second front end, live text instead of a window. Knows no Qt."""
