"""A plan laid out on a time axis: blocks, segments, cues, time under tension. Pure: no clock, no files, no numpy."""
