"""Graphs in layers."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

from storyreel.pictures.graphs.layering import layered


def test_a_box_is_in_the_layer_after_the_last_box_that_leads_to_it() -> None:
    layering = layered([("a", "b"), ("b", "c"), ("a", "d"), ("c", "d")])
    assert [layering.depth[name] for name in "abcd"] == [0, 1, 2, 3]
    assert layering.chains["a", "d"] == ("a", ("a", "d", 1), ("a", "d", 2), "d")


def test_of_a_cycle_the_arrow_that_is_stated_last_leads_back() -> None:
    layering = layered([("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")])
    assert layering.back == (("c", "a"), ("c", "c"))
    assert list(layering.chains) == [("a", "b"), ("b", "c")]


def test_layers_are_ordered_so_that_arrows_do_not_cross() -> None:
    layering = layered([("a", "x"), ("b", "y"), ("c", "z"), ("a", "z"), ("c", "y")])
    first, second = layering.layers
    places = [(first.index(one), second.index(other)) for one, other in layering.chains]
    assert all(a[1] <= b[1] for a, b in pairwise(sorted(places)))


def test_kinds_load_without_the_library_of_graphs() -> None:
    code = "import sys, storyreel.pictures.kinds; sys.exit('networkx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
