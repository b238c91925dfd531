"""What happens beside the picture and the keys: jobs on a worker thread, and child processes."""
