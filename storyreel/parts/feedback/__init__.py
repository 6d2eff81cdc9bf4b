"""A reply beside its reference, and the case that is learnt from it."""
