"""Draws the program's icon in every size and form that a system asks for, from the one SVG of the project.

Windows' `.ico` and macOS's `.icns` are containers of PNG pictures, so no library is needed to write them.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Pixels: what an icon theme has folders for (freedesktop's hicolor)."""

ICO_SIZES = (16, 24, 32, 48, 64, 256)
"""What Windows looks for; 256 is the largest it knows."""

ICNS_TYPES = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}
"""macOS's name for each size of a PNG, in pixels."""


def draw(svg: Path, sizes: tuple[int, ...] = SIZES) -> dict[int, bytes]:
    """The icon as PNG, by its size in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    drawn = QSvgRenderer(str(svg))
    if not drawn.isValid() or application is None:
        raise ValueError(f"{svg} is no picture")
    pictures = {}
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawn.render(painter, QRectF(0, 0, size, size))
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures[size] = bytes(data.data())
    return pictures


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon file: a head, an entry for each picture, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(ICO_SIZES))
    at = len(head) + 16 * len(ICO_SIZES)
    entries = b""
    for size in ICO_SIZES:
        # 256 does not fit into a byte and is written as 0.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(pictures[size]), at)
        at += len(pictures[size])
    return head + entries + b"".join(pictures[size] for size in ICO_SIZES)


def icns(pictures: dict[int, bytes]) -> bytes:
    """The icon file of macOS: each picture with its type and length in front."""
    parts = [
        kind.encode() + struct.pack(">I", len(pictures[size]) + 8) + pictures[size] for kind, size in ICNS_TYPES.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body
