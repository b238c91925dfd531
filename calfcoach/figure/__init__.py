"""The body as numbers: files of bodies and figures, and the posture solved from them for a moment of the movement.

Refuses to know Qt, exercises, clocks and screens: whoever paints asks for a pose.
"""
