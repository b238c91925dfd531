"""Measures of the sounds: how unlike the phases are, whether they are found in noise, peaks between samples, slopes.

Works on samples alone. `python -m benchmarks sounds` prints the tables of docs/sound.md for all shipped schemes.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir
from calfcoach.score.timeline import lay_out, planned_spec
from calfcoach.setting_values import ROOM, Room

Signal = NDArray[np.floating]

PHASE_SLOTS = {
    CueKey.LOWER: Fraction(3),
    CueKey.STRETCH: Fraction(1),
    CueKey.CONTRACT: Fraction(2),
    CueKey.SQUEEZE: Fraction(1),
    CueKey.HOLD: Fraction(30),
    CueKey.RELAX: Fraction(5),
}
"""The phases and the lengths they are measured at: 3-1-2-1, and a hold of 30 s with 5 s between."""

MEASURED_S = 0.3
"""How much of a cue is compared: what one hears before one has to move."""

_WINDOW = 1200  # 25 ms
_HOP = 480  # 10 ms
_BANDS = 26
_FLOOR_DB = 70
"""What lies further below a cue's loudest band is as good as silent beside the noise of any room."""


def mfcc(samples: Signal, count: int = 13) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """MFCCs (frames x count), spectral centroids (Hz, a frame) and energies of frames of 25 ms each 10 ms."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP] * np.hanning(_WINDOW)
    power = np.abs(np.fft.rfft(frames, 2048)) ** 2
    hertz = np.fft.rfftfreq(2048, 1 / RATE)
    edges = 700 * (10 ** (np.linspace(_mel(60), _mel(12_000), _BANDS + 2) / 2595) - 1)
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    bank = np.clip(np.minimum((hertz - low) / (mid - low), (high - hertz) / (high - mid)), 0, None)
    bands = power @ bank.T
    logs = np.log(np.maximum(bands, bands.max() * 10 ** (-_FLOOR_DB / 10)))
    angles = np.pi / _BANDS * np.outer(np.arange(_BANDS) + 0.5, np.arange(count))
    energy = power.sum(axis=1)
    centroid = (power * hertz).sum(axis=1) / np.maximum(energy, 1e-12)
    return logs @ np.cos(angles), centroid, energy


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


def features(samples: Signal) -> NDArray[np.float64]:
    """What a cue is told by: 13 mean MFCCs of its beginning and the slope of its spectral centroid (Hz a second)."""
    coefficients, centroid, energy = mfcc(samples[: round(MEASURED_S * RATE)])
    loud = energy > energy.max() * 1e-4
    times = np.arange(energy.size)[loud] * _HOP / RATE
    weight = np.sqrt(energy[loud])
    slope = np.polyfit(times, centroid[loud], 1, w=weight)[0] if loud.sum() > 1 else 0.0
    return np.append(coefficients[loud].mean(axis=0), slope)


def distances(renderer: Renderer) -> dict[tuple[str, str], float]:
    """The distance of each pair of phase cues of a scheme, in z-scored features."""
    cues = {key: features(renderer.wave(key, slot)) for key, slot in PHASE_SLOTS.items()}
    table = np.array(list(cues.values()))
    spread = table.std(axis=0)
    scored = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1)
    named = dict(zip(cues, scored, strict=True))
    return {(a.value, b.value): float(np.linalg.norm(named[a] - named[b])) for a, b in combinations(named, 2)}


def pink_noise(frames: int, random: np.random.RandomState) -> Signal:
    """Noise whose power falls by 3 dB an octave, 20 Hz to 20 kHz, of RMS 1."""
    size = _fast_size(frames)
    spectrum = np.fft.rfft(random.standard_normal(size))
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    shape = np.where((hertz >= 20) & (hertz <= 20_000), 1 / np.sqrt(np.maximum(hertz, 1)), 0)
    noise = np.fft.irfft(spectrum * shape, size)[:frames]
    return noise / np.sqrt(np.mean(noise**2))


def cross_correlation(signal: Signal, template: Signal) -> Signal:
    """The template laid over the signal from each of its frames on, as far as it fits in."""
    size = _fast_size(signal.size + template.size)
    product = np.fft.rfft(signal, size) * np.conj(np.fft.rfft(template, size))
    return np.fft.irfft(product, size)[: signal.size - template.size + 1]


def _fast_size(least: int) -> int:
    return 1 << int(np.ceil(np.log2(least)))


def sounding(wave: Signal) -> Signal:
    """A cue without the silence after it."""
    loud = np.flatnonzero(np.abs(wave) > 1e-6)
    return wave[: loud[-1] + 1] if loud.size else wave[:0]


def found_in_noise(
    pcm: Signal, onsets: list[tuple[int, CueKey]], templates: dict[CueKey, Signal], seed: int = 1, snr_db: float = 0.0
) -> tuple[float, float]:
    """The shares of onsets found within 30 ms, and confused with another phase, by a matched filter in pink noise.

    The noise is as strong as the cue over the cue's length, times the SNR. Looked for 250 ms on each side.
    """
    random = np.random.RandomState(seed)
    norms = {key: float(np.linalg.norm(template)) for key, template in templates.items()}
    reach = RATE // 4
    longest = max(template.size for template in templates.values())
    size = _fast_size(2 * reach + longest)
    filters = {key: np.conj(np.fft.rfft(template, size)) / norms[key] for key, template in templates.items()}
    right = confused = 0
    for frame, key in onsets:
        strength = norms[key] / np.sqrt(templates[key].size) * 10 ** (-snr_db / 20)
        piece = np.zeros(2 * reach + longest)
        cut = pcm[max(frame - reach, 0) : frame + reach + longest]
        piece[max(reach - frame, 0) : max(reach - frame, 0) + cut.size] = cut
        piece += strength * pink_noise(piece.size, random)
        spectrum = np.fft.rfft(piece, size)
        peaks = {}
        for other, matched in filters.items():
            match = np.fft.irfft(spectrum * matched, size)[: 2 * reach + 1]
            peaks[other] = (float(match.max()), int(match.argmax()) - reach)
        right += abs(peaks[key][1]) <= 0.03 * RATE
        confused += max(peaks, key=lambda other: peaks[other][0]) is not key
    return right / len(onsets), confused / len(onsets)


def true_peak(samples: Signal, at_least: float = 0.0) -> float:
    """The largest value between samples too, or `at_least`: 4 times oversampled, in pieces that overlap.

    A piece whose samples reach less than half of that is not looked at: between samples nothing is twice as high.
    """
    step, margin = 1 << 13, 1 << 9
    peak = at_least
    for start in range(0, samples.size, step):
        piece = samples[max(start - margin, 0) : start + step + margin].astype(np.float64)
        if np.abs(piece).max(initial=0) * 2 <= peak:
            continue
        piece = piece * _edges(piece.size, margin // 2)
        spectrum = np.fft.rfft(piece)
        wide = np.fft.irfft(np.pad(spectrum, (0, 2 * piece.size + 1 - spectrum.size)), 4 * piece.size) * 4
        peak = max(peak, float(np.abs(wide).max()))
    return peak


def _edges(size: int, fade: int) -> Signal:
    window = np.ones(size)
    fade = min(fade, size // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / max(fade, 1))
    window[:fade] *= ramp
    window[size - fade :] *= ramp[::-1]
    return window


def in_db(amplitude: float) -> float:
    """Decibels below full scale."""
    return float(20 * np.log10(max(amplitude, 1e-9)))


def loudness_db(samples: Signal) -> float:
    """The RMS, in dBFS, as the ear weighs it (A-weighting, IEC 61672-1)."""
    size = _fast_size(samples.size)
    power = np.abs(np.fft.rfft(samples, size)) ** 2
    mean = 2 * float((power * _a_weights(size)).sum()) / size / samples.size
    return in_db(mean**0.5)


@lru_cache(maxsize=64)
def _a_weights(size: int) -> Signal:
    """How much each frequency counts in the spectrum of `size` samples, in power."""
    square = np.fft.rfftfreq(size, 1 / RATE) ** 2
    weight = 12194**2 * square**2 / ((square + 20.6**2) * (square + 12194**2))
    weight /= np.sqrt((square + 107.7**2) * (square + 737.9**2))
    return np.asarray((weight * 10**0.1) ** 2)


def band_share(samples: Signal, low: float, high: float) -> float:
    """The share of a cue's energy between two frequencies."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(samples.size, 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def report(name: str) -> str:
    """The table of one scheme."""
    renderer = Renderer(load_scheme(name, [assets_dir() / "schemes"]))
    lines = [f"{name}", "  cue           <500 Hz  1-4 kHz  >5 kHz  loudness dBA  peak dBFS  steepest step"]
    for key in CueKey:
        wave = renderer.wave(key, PHASE_SLOTS.get(key, Fraction(3, 2)))
        if not np.any(wave):
            continue
        head = wave[: round(MEASURED_S * RATE)]
        shares = [band_share(head, *band) for band in ((0, 500), (1000, 4000), (5000, 24_000))]
        steepest = float(np.abs(np.diff(wave)).max())
        told = "  ".join(f"{share:7.1%}" for share in shares)
        peak = in_db(float(np.abs(wave).max()))
        lines.append(f"  {key.value:13s} {told}  {loudness_db(head):12.1f}  {peak:9.1f}  {steepest:.4f}")
    table = distances(renderer)
    median = float(np.median(list(table.values())))
    worst = min(table, key=lambda pair: table[pair])
    lines.append(
        f"  distances: median {median:.2f}, least {table[worst]:.2f} ({' / '.join(worst)}), half {median / 2:.2f}"
    )
    lines += [f"    {a:9s} {b:9s} {value:5.2f}" for (a, b), value in table.items()]
    return "\n".join(lines)


def in_sessions(name: str, room: Room) -> str:
    """What is measured on whole blocks: one line for a scheme in a usual or a loud room.

    Onsets in pink noise at 0 dB and at -12 dB by the first 300 ms of each phase; the highest peak over the shipped
    exercises and their variants, everything at full volume, with and without the voice.
    """
    scheme = load_scheme(name, [assets_dir() / "schemes"])
    library = Library.load(user_dir=Path("nowhere"))
    renderer = Renderer(scheme, room=room)
    told = []
    for exercise, choices in (
        ("donkey-calf-raise", Choices(tempo="3-1-2-1", sets=1, reps=30)),
        ("iso-hold-calf", Choices(hold_s=Decimal(4), sets=1, reps=20)),
    ):
        plan = plan_of(library.exercises[exercise], choices)
        spec = planned_spec(plan, 1)
        block = lay_out(plan, spec)
        rendered = renderer.render_block(plan, spec, block)
        lengths = {CueKey(segment.kind.value): segment.duration for segment in block.segments if segment.kind.phase}
        heads = {
            key: sounding(renderer.wave(key, length))[: round(MEASURED_S * RATE)] for key, length in lengths.items()
        }
        onsets = [(cue.frame, CueKey(cue.phase)) for cue in rendered.cues if cue.kind == "phase" and cue.phase]
        for snr_db in (0, -12):
            found, confused = found_in_noise(rendered.pcm / 32768, onsets, heads, snr_db=snr_db)
            told.append(f"{found:6.1%}/{confused:.1%}")
    peak = 0.0
    for each in library.exercises.values():
        for variant in [None, *(variant.id for variant in each.variants)]:
            plan = plan_of(each, Choices(variant=variant, sets=2, reps=3, rest_s=Decimal(20)))
            for voice in (None, VoiceBank.standard()):
                for number in (1, 2):
                    spec = planned_spec(plan, number)
                    pcm = Renderer(scheme, voice=voice, room=room).render_block(plan, spec, lay_out(plan, spec)).pcm
                    peak = max(peak, true_peak(pcm / 32768))
    return f"{name:12s} {room:6s} {'  '.join(told)}  {in_db(peak):6.1f}"


def main() -> None:
    """Print the tables."""
    names = scheme_names([assets_dir() / "schemes"])
    for name in names:
        print(report(name))
    print("found/confused         reps 0 dB     reps -12 dB   holds 0 dB    holds -12 dB  true peak dBFS")
    for room in ROOM.names:
        for name in names:
            print(in_sessions(name, room))


if __name__ == "__main__":
    main()
