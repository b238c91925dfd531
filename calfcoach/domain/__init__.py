"""What an exercise, a tempo and a plan are. No Qt, no files, no clock, no numpy."""
