"""The one way to read, write and lock files by name: regular files of bounded size, whole or not at all, private."""
