"""Sound: the samples of a clip, and the track of AAC packets beside its frames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from av import AudioFrame, AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet

RATE = 48_000
"""Samples per second: a multiple of every frame rate, so that sound and pictures end together."""

BIT_RATE = 192_000
"""Of stereo, in bits per second, as YouTube and others ask for; FFmpeg's own AAC encoder."""

_PACKET = 1024
"""Samples in an AAC packet."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """What is heard from the start of a clip: int16, (n, 1 or 2 channels), and the sample rate."""

    samples: npt.NDArray[np.int16]
    rate: int

    def lasting(self, seconds: Fraction) -> Sound:
        """The same at RATE, cut off or continued with silence to this length."""
        wanted = round(seconds * RATE)
        samples = self._resampled()[:wanted]
        silence = np.zeros((wanted - len(samples), samples.shape[1]), np.int16)
        return Sound(np.concatenate([samples, silence]), RATE)

    def _resampled(self) -> npt.NDArray[np.int16]:
        if self.rate == RATE or not len(self.samples):
            return self.samples
        resampler = AudioResampler("s16", _layout(self), RATE)
        frames = [*resampler.resample(_frame(self.samples, self)), *resampler.resample(None)]
        flat = np.concatenate([frame.to_ndarray().ravel() for frame in frames])
        return flat.reshape(-1, self.samples.shape[1])


class SoundTrack:
    """A track of an open file that is written as far as the frames beside it.

    AAC decoders need the packet before the one that they decode, so an encoder begins with a packet
    of silence. It is left out, as without an edit list it would delay all sound by 21 ms; what is
    heard in the first 21 ms fades in.
    """

    def __init__(self, output: OutputContainer, sound: Sound) -> None:
        """`sound` is at RATE and as long as the clip."""
        options = {"flags": "+bitexact"}  # or the encoder writes its version into the sound
        stream = output.add_stream("aac", RATE, options, layout=_layout(sound))
        self._stream = stream
        self._stream.codec_context.bit_rate = BIT_RATE
        self._stream.time_base = Fraction(1, RATE)
        self._output, self._length = output, len(sound.samples)
        self._packets = self._encoded(sound)
        self._next = next(self._packets, None)
        self.digest = hashlib.sha256()
        """Over all packets written."""

    def write_to(self, seconds: Fraction) -> None:
        """Write the packets that begin up to this time."""
        while self._next is not None and self._next.pts is not None:
            if self._next.pts > seconds * RATE:
                return
            self.digest.update(bytes(self._next))
            self._output.mux_one(self._next)
            self._next = next(self._packets, None)

    def _encoded(self, sound: Sound) -> Iterator[Packet[AudioStream]]:
        """The packets that begin within the clip; the last one ends with it."""
        for packet in self._all_packets(sound):
            start = packet.pts
            if start is not None and 0 <= start < self._length:
                packet.dts = start
                packet.duration = min(_PACKET, self._length - start)
                yield packet

    def _all_packets(self, sound: Sound) -> Iterator[Packet[AudioStream]]:
        for start in range(0, len(sound.samples), _PACKET):
            frame = _frame(sound.samples[start : start + _PACKET], sound)
            frame.pts, frame.time_base = start, Fraction(1, RATE)
            yield from self._stream.encode(frame)
        yield from self._stream.encode(None)


def _layout(sound: Sound) -> str:
    return "mono" if sound.samples.shape[1] == 1 else "stereo"


def _frame(samples: npt.NDArray[np.int16], sound: Sound) -> AudioFrame:
    packed = np.ascontiguousarray(samples).reshape(1, -1)
    frame = AudioFrame.from_ndarray(packed, "s16", _layout(sound))
    frame.sample_rate = sound.rate
    return frame
