"""Where each place of a network is fed from: the shortest open way from the nearest source.

In a looped network water takes several ways at once; which share goes where needs hydraulics. The
shortest way is what a foreman would name, and where something is wrong upstream it is a good guess:
it is told as one, never as a fact.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gis.network.graph import Graph
from gis.validation.stock import Indices, Numbers


@dataclass(frozen=True, eq=False)
class Supply:
    """A tree over the nodes that are fed.

    Attributes
    ----------
    by_edge : array of int, one per node
        The last edge of its way, -1 at a source and where nothing arrives.
    before : array of int, one per node
        The node before it on its way, -1 likewise.
    source : array of int, one per node
        The node that feeds it, -1 where nothing arrives.
    distance_m : array of float, one per node
        Length of its way, infinite where nothing arrives.
    order : array of int
        The nodes that are fed, sources first, each after the one before it.
    """

    graph: Graph
    by_edge: Indices
    before: Indices
    source: Indices
    distance_m: Numbers
    order: Indices

    @cached_property
    def behind_m(self) -> Numbers:
        """Length of network that is fed through each node: the stretch that leads to it and on."""
        return self.gathered(
            np.where(self.by_edge >= 0, self.graph.length_m[self.by_edge], 0.0)
            if len(self.graph.length_m)
            else np.zeros(len(self.graph))
        )

    def gathered(self, each: Numbers) -> Numbers:
        """Return each node's own plus that of all nodes that are fed through it."""
        found = each.astype(float).copy()
        for node in self.order[::-1]:
            if self.before[node] >= 0:
                found[self.before[node]] += found[node]
        return found


def supply(graph: Graph) -> Supply:
    """Find the shortest open ways from the sources (Dijkstra)."""
    count = len(graph)
    by_edge, before, source = (np.full(count, -1, dtype=np.intp) for _ in range(3))
    distance = np.full(count, np.inf)
    order: list[int] = []
    done = np.zeros(count, dtype=bool)
    queue: list[tuple[float, int]] = []
    for each in graph.sources:
        distance[each], source[each] = 0.0, each
        queue.append((0.0, int(each)))
    heapq.heapify(queue)
    while queue:
        so_far, node = heapq.heappop(queue)
        if done[node]:
            continue
        done[node] = True
        order.append(node)
        if graph.shut[node]:
            continue  # it arrives here, and no further
        for edge, other in graph.edges_of[node]:
            there = so_far + graph.length_m[edge]
            if there < distance[other]:
                distance[other], source[other] = there, source[node]
                by_edge[other], before[other] = edge, node
                heapq.heappush(queue, (there, other))
    return Supply(graph, by_edge, before, source, distance, np.array(order, dtype=np.intp))
