"""The optional extra `cluster`: whether dask.distributed is installed."""

from __future__ import annotations

from importlib.util import find_spec

from storyreel.base.errors import MachineError, Problem


def require_distributed() -> None:
    """Raise MachineError where dask.distributed is not installed."""
    if find_spec("distributed") is None:
        what = "Clusters need dask.distributed, which is not installed."
        raise MachineError(Problem(what, "Install it with pip install 'storyreel[cluster]'."))
