"""The words for what the core tells by keys: phases, cues, events, errors, durations. No Qt, no files."""
