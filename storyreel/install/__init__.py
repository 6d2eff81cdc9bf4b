"""Set-up of a machine, which needs the standard library alone, and the checks of `doctor`."""
