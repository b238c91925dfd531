"""Plays blocks of PCM in a process of its own and says what is heard; knows nothing of exercises or screens."""
