"""A directed graph in layers, before it has measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

import networkx as nx

from storyreel.pictures.graphs.layout import Link

Node: TypeAlias = str | tuple[str, str, int]
"""A box, or a bend of a long arrow: its link and its layer."""

SWEEPS = 8
"""How often the layers are ordered by their neighbours."""


@dataclass(frozen=True, slots=True)
class Layering:
    """The boxes of a graph in layers, with the bends of arrows that lead past a layer."""

    names: tuple[str, ...]
    layers: tuple[tuple[Node, ...], ...]
    chains: Mapping[Link, tuple[Node, ...]]
    """The boxes and bends of each arrow that leads forward."""

    back: tuple[Link, ...]
    """The arrows that close a cycle."""

    @property
    def depth(self) -> dict[Node, int]:
        """The number of each node's layer."""
        return {node: at for at, layer in enumerate(self.layers) for node in layer}

    @property
    def neighbours(self) -> nx.Graph:
        """The nodes, joined where an arrow leads from one to the other."""
        return _neighbours(self.layers, self.chains.values())


def layered(links: Sequence[Link]) -> Layering:
    """The layers of a graph: each box one after the last of those that lead to it."""
    forward, back = _acyclic(links)
    names = tuple(dict.fromkeys(name for link in links for name in link))
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(forward)
    depth = {
        name: at for at, layer in enumerate(nx.topological_generations(graph)) for name in layer
    }
    chains: dict[Link, tuple[Node, ...]] = {}
    layers: list[list[Node]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    for start, stop in forward:
        bends = [(start, stop, at) for at in range(depth[start] + 1, depth[stop])]
        for bend in bends:
            layers[bend[2]].append(bend)
        chains[start, stop] = (start, *bends, stop)
    return Layering(names, _ordered(layers, chains.values()), chains, back)


def _acyclic(links: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The arrows in order of the file that make no cycle, and those that would close one."""
    graph = nx.DiGraph()
    forward, back = [], []
    for start, stop in links:
        closes = start == stop or (
            graph.has_node(start) and graph.has_node(stop) and nx.has_path(graph, stop, start)
        )
        if closes:
            back.append((start, stop))
        else:
            graph.add_edge(start, stop)
            forward.append((start, stop))
    return tuple(forward), tuple(back)


def _neighbours(layers: Sequence[Sequence[Node]], chains: Iterable[tuple[Node, ...]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(node for layer in layers for node in layer)
    for chain in chains:
        graph.add_edges_from(pairwise(chain))
    return graph


def _ordered(
    layers: Sequence[Sequence[Node]], chains: Iterable[tuple[Node, ...]]
) -> tuple[tuple[Node, ...], ...]:
    """The layers with their nodes in the order with the fewest crossings that sweeps find."""
    graph = _neighbours(layers, chains)
    current = best = tuple(tuple(layer) for layer in layers)
    for sweep in range(SWEEPS):
        current = _swept(current, graph, backward=sweep % 2 == 1)
        if _crossings(current, graph) < _crossings(best, graph):
            best = current
    return best


def _swept(
    layers: tuple[tuple[Node, ...], ...], graph: nx.Graph, backward: bool
) -> tuple[tuple[Node, ...], ...]:
    """Each layer sorted by the mean place of neighbours in the layer that comes before it."""
    swept: list[tuple[Node, ...]] = []
    for layer in reversed(layers) if backward else layers:
        places = {node: at for at, node in enumerate(swept[-1])} if swept else {}
        swept.append(tuple(sorted(layer, key=_mean_place(layer, graph, places).__getitem__)))
    return tuple(reversed(swept)) if backward else tuple(swept)


def _mean_place(
    layer: tuple[Node, ...], graph: nx.Graph, places: Mapping[Node, float]
) -> dict[Node, float]:
    means: dict[Node, float] = {}
    for at, node in enumerate(layer):
        known = [places[other] for other in graph[node] if other in places]
        means[node] = sum(known) / len(known) if known else float(at)
    return means


def _crossings(layers: tuple[tuple[Node, ...], ...], graph: nx.Graph) -> int:
    """How often arrows between neighbouring layers cross."""
    count = 0
    for first, second in pairwise(layers):
        place = {node: at for at, node in enumerate(second)}
        ends = [
            (at, place[other])
            for at, node in enumerate(first)
            for other in graph[node]
            if other in place
        ]
        count += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    return count
