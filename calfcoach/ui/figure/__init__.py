"""The moving figure painted in time with what it is told; how it stands comes from `calfcoach.figure`.

Refuses to know exercises, clocks and screens.
"""
