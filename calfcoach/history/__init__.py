"""What was done, kept in SQLite so that neither a stop nor a crash loses a completed rep. Knows no screen."""
