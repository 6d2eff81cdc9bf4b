"""NAL units of H.264 and HEVC packets: IDR pictures, and the note of the encoder."""

from __future__ import annotations

from collections.abc import Iterator

H264_IDR = 5
H264_SEI = 6
HEVC_IDR = (19, 20)
HEVC_PREFIX_SEI = 39
_USER_DATA_UNREGISTERED = 5
_UUID_BYTES = 16


def nal_units(packet: bytes, length_bytes: int) -> Iterator[bytes]:
    """The NAL units of a packet in the form of MP4: each behind its length.

    Stops without an error at a length that points outside the packet.
    """
    start = 0
    while start + length_bytes <= len(packet):
        size = int.from_bytes(packet[start : start + length_bytes], "big")
        start += length_bytes
        if not 0 < size <= len(packet) - start:
            return
        yield packet[start : start + size]
        start += size


def annex_b_units(stream: bytes) -> list[bytes]:
    """The NAL units of a stream in the form of encoders: each behind a start code (annex B)."""
    pieces = stream.split(b"\0\0\1")[1:]
    return [piece.rstrip(b"\0") if piece is not pieces[-1] else piece for piece in pieces]


def is_idr(packet: bytes, codec: str, length_bytes: int = 4) -> bool:
    """Whether a packet of h264 or hevc holds an IDR picture, by its NAL unit types.

    The keyframe flag of a container proves nothing: it is copied from file to file.
    """
    if codec == "h264":
        return any(unit[0] & 31 == H264_IDR for unit in nal_units(packet, length_bytes))
    return any(unit[0] >> 1 & 63 in HEVC_IDR for unit in nal_units(packet, length_bytes))


def encoder_note(packet: bytes, codec: str, length_bytes: int = 4) -> str | None:
    """The encoder's note about itself in the first packet of a stream, or None.

    x264 and x265 write their version and every effective setting: "x264 - core 165 r3222 … -
    options: cabac=1 ref=1 …".
    """
    for unit in nal_units(packet, length_bytes):
        if codec == "h264" and unit[0] & 31 == H264_SEI:
            payload = unit[1:]
        elif codec == "hevc" and unit[0] >> 1 & 63 == HEVC_PREFIX_SEI:
            payload = unit[2:]
        else:
            continue
        for kind, message in _sei_messages(payload.replace(b"\0\0\3", b"\0\0")):
            if kind == _USER_DATA_UNREGISTERED:
                return message[_UUID_BYTES:].rstrip(b"\0").decode("latin-1")
    return None


def encoder_options(note: str) -> dict[str, str]:
    """The settings in an encoder's note by name; a bare word is its own value."""
    _, _, options = note.partition("options: ")
    return {
        name: value if assigned else name
        for name, assigned, value in (option.partition("=") for option in options.split())
    }


def _sei_messages(payload: bytes) -> Iterator[tuple[int, bytes]]:
    start = 0
    while start + 2 < len(payload):
        kind, start = _sei_number(payload, start)
        size, start = _sei_number(payload, start)
        yield kind, payload[start : start + size]
        start += size


def _sei_number(payload: bytes, start: int) -> tuple[int, int]:
    value = 0
    while start < len(payload) and payload[start] == 255:
        value, start = value + 255, start + 1
    return value + (payload[start] if start < len(payload) else 0), start + 1
