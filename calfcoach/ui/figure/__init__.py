"""The moving figure: a body solved from data and painted in time with what it is told.

Refuses to know exercises, clocks and screens.
"""
