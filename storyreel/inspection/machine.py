"""The machine that made a clip, as far as its pictures could depend on it."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

import av
import numpy as np

_CPU_INFO = Path("/proc/cpuinfo")
_FEATURES = ("ssse3", "sse4_1", "avx", "avx2", "fma", "avx512f", "avx512vl", "neon", "asimd", "sve")
"""Sets of instructions for which libraries have code of their own."""


def machine_data() -> dict[str, Any]:
    """System, C library, processor and its instruction sets, and what the libraries make of it."""
    model, flags = _processor()
    return {
        "system": platform.system(),
        "release": platform.release(),
        "libc": " ".join(platform.libc_ver()).strip() or None,
        "architecture": platform.machine(),
        "processor": model,
        "instructions": [name for name in _FEATURES if name in flags],
        "cores": os.cpu_count(),
        "numpy_simd": _numpy_simd(),
        "ffmpeg": {
            name: ".".join(map(str, number)) for name, number in av.library_versions.items()
        },
    }


def _processor() -> tuple[str, frozenset[str]]:
    try:
        lines = _CPU_INFO.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor(), frozenset()
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        found.setdefault(name.strip(), value.strip())
    flags = found.get("flags") or found.get("Features") or ""
    return found.get("model name", platform.processor()), frozenset(flags.split())


def _numpy_simd() -> list[str]:
    config: Any = np.show_config(mode="dicts")
    extensions = config.get("SIMD Extensions", {}) if isinstance(config, dict) else {}
    return [*extensions.get("baseline", []), *extensions.get("found", [])]
