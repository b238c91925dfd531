"""The words for things that the core names by keys: phases, cues, events, errors, durations. No Qt, no files."""
