"""The desk screens: library, set-up, stage, summary. They show and ask; the coach and the domain decide."""
