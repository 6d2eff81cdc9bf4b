"""Set-up of a machine; runs on the standard library and `storyreel.base.errors` alone."""
