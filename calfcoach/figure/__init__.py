"""The body as numbers: files of bodies and figures, and the calculation of the pose at a moment of the movement.

Refuses to know Qt, exercises, clocks and screens: the painter asks for a pose.
"""
