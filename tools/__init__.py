"""Tools for those who work on Calfcoach. Nothing here is shipped."""
