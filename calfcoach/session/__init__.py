"""The tempo state machine: positions in, events out. It never sleeps, reads a clock or touches a file."""
