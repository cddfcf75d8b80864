"""The eight shapes, as signed distances.

Coordinates are those of the object: x to the right, y down, the outline reaches about to radius 1.
A signed distance is negative inside, in units of the object's radius. See Quilez, "2D distance functions".
"""
import numpy as np

SHAPES = ["circle", "square", "triangle", "star", "heart", "house", "tree", "boat"]
WOOD, WINDOW = (122, 82, 52), (255, 240, 190)


def circle(x, y, cx, cy, r):
    return np.hypot(x - cx, y - cy) - r


def box(x, y, cx, cy, half_width, half_height, corner=0.0):
    dx, dy = np.abs(x - cx) - half_width + corner, np.abs(y - cy) - half_height + corner
    return np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - corner


def polygon(x, y, points):
    """Distance to the nearest edge; the sign by crossing number."""
    nearest = np.full_like(x, 1e9)
    inside = np.zeros(x.shape, bool)
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        ex, ey, wx, wy = bx - ax, by - ay, x - ax, y - ay
        t = np.clip((wx * ex + wy * ey) / (ex * ex + ey * ey), 0, 1)
        nearest = np.minimum(nearest, (wx - ex * t) ** 2 + (wy - ey * t) ** 2)
        if ay != by:
            inside ^= ((ay > y) != (by > y)) & (x < ex * (y - ay) / (by - ay) + ax)
    return np.where(inside, -1, 1) * np.sqrt(nearest)


def heart(x, y):
    """Quilez's heart, which stands on its tip at the origin and is about 1.16 high, moved and enlarged."""
    scale = 1.72
    x, y = np.abs(x) / scale, (0.92 - y) / scale
    lobes = np.hypot(x - 0.25, y - 0.75) - np.sqrt(2) / 4
    m = 0.5 * np.maximum(x + y, 0)
    tip = np.sqrt(np.minimum(x ** 2 + (y - 1) ** 2, (x - m) ** 2 + (y - m) ** 2)) * np.sign(x - y)
    return np.where(x + y > 1, lobes, tip) * scale


def star_points(outer, inner):
    corners = np.arange(10)
    angle, radius = corners * np.pi / 5 - np.pi / 2, np.where(corners % 2 == 0, outer, inner)
    return [(float(u), float(v)) for u, v in zip(radius * np.cos(angle), radius * np.sin(angle))]


STAR = star_points(0.95, 0.43)


def mix(a, b, share):
    """The colour a with the given share of b."""
    return tuple(u + (v - u) * share for u, v in zip(a, b))


def parts(shape, x, y, rgb):
    """The parts of a shape, from back to front: (signed distance, colour)."""
    light = mix(rgb, (255, 255, 255), 0.6)
    # a darker tone of black would not show
    dark = mix(rgb, (30, 20, 40), 0.35) if sum(rgb) > 200 else mix(rgb, (255, 255, 255), 0.3)
    if shape == "circle":
        return [(circle(x, y, 0, 0, 0.88), rgb)]
    if shape == "square":
        return [(box(x, y, 0, 0, 0.78, 0.78, 0.1), rgb)]
    if shape == "triangle":
        return [(polygon(x, y, [(0, -0.86), (0.88, 0.64), (-0.88, 0.64)]) - 0.06, rgb)]
    if shape == "star":
        return [(polygon(x, y, STAR) - 0.06, rgb)]
    if shape == "heart":
        return [(heart(x, y), rgb)]
    if shape == "house":
        return [(box(x, y, 0, 0.38, 0.64, 0.54), rgb), (polygon(x, y, [(0, -0.94), (0.94, 0.0), (-0.94, 0.0)]), dark),
                (box(x, y, 0.0, 0.5, 0.24, 0.24), WINDOW)]
    if shape == "tree":
        crown = np.minimum(np.minimum(circle(x, y, 0, -0.42, 0.5), circle(x, y, -0.42, 0.0, 0.42)),
                           circle(x, y, 0.42, 0.0, 0.42))
        return [(box(x, y, 0, 0.6, 0.16, 0.36), WOOD), (crown, rgb)]
    if shape == "boat":
        return [(polygon(x, y, [(0.0, -0.95), (0.74, 0.26), (0.0, 0.26)]), light), (box(x, y, -0.04, -0.3, 0.07, 0.66), WOOD),
                (polygon(x, y, [(-0.95, 0.26), (0.95, 0.26), (0.6, 0.86), (-0.6, 0.86)]), rgb)]
    raise ValueError(f"shape '{shape}' is none of {SHAPES}")
