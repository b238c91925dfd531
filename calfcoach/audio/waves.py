"""Keeps the samples of layers that were made, in tiles, up to a bound. Knows no cue and no block."""

from collections import OrderedDict
from collections.abc import Iterator

from calfcoach.audio.pcm import Samples
from calfcoach.audio.schemes import SoundLayer
from calfcoach.audio.synth import layer_samples

TILE = 1 << 16
"""Frames made at once (1.4 s); always counted from a layer's start, so that a patch gets the same samples."""

MOST_BYTES = 12 << 20
"""What is kept; a set needs a few hundred kilobytes for each of its different sounds and lengths."""

Wave = tuple[SoundLayer, int, float]
"""A layer, the frames it lasts, and where in its phase it is (0 to 1)."""


class WaveStore:
    """The samples of waves, made when they are asked for."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[tuple[Wave, int], Samples] = OrderedDict()
        self._bytes = 0

    def pieces(self, wave: Wave, first: int, last: int) -> Iterator[tuple[int, Samples]]:
        """The frames from `first` up to `last` of a wave: pieces with the frame each begins at."""
        for number in range(first // TILE, -(-last // TILE)):
            start = number * TILE
            tile = self._tile(wave, number)
            piece = tile[max(first - start, 0) : last - start]
            yield start + max(first - start, 0), piece

    def _tile(self, wave: Wave, number: int) -> Samples:
        key = (wave, number)
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
            return tile
        sound, frames, place = wave
        start = number * TILE
        tile = layer_samples(sound.layer, frames, start, min(start + TILE, frames), place, sound.file)
        self._tiles[key] = tile
        self._bytes += tile.nbytes
        while self._bytes > MOST_BYTES:
            self._bytes -= self._tiles.popitem(last=False)[1].nbytes
        return tile
