"""The graph of a network: where lines meet, what is shut, where it is fed from.

A graph is made of the same assets as the rules look at, and with the same tolerances: lines meet
where they end within `MEETS_M` of one another or of the same point, and a point that lies on a line
divides it, whether or not the line is drawn in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import STRtree

from gis.validation.joints import MEETS_M, ON_LINE_M
from gis.validation.stock import Indices, Mask, Numbers, World
from layers.spec import FieldRole, Role

_CARRIES = (Role.CONVEYS, Role.CONTROLS)


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes, and edges between them; an edge is a stretch of a line between two nodes on it.

    Attributes
    ----------
    xy : array of float, shape (n, 2)
        Each node's east and north, metres, home CRS.
    node_of_point : array of int
        Row of the world's points -> its node, -1 where no line reaches it.
    start, end, line : array of int, one per edge
        Its nodes, and its line's row in the world's lines.
    length_m : array of float, one per edge
    shut : array of bool, one per node
        Nothing passes here: a closed valve.
    sources : array of int
        The nodes from which the network is fed.
    """

    world: World
    xy: Numbers
    node_of_point: Indices
    start: Indices
    end: Indices
    line: Indices
    length_m: Numbers
    shut: Mask
    sources: Indices

    def __len__(self) -> int:
        return len(self.xy)

    @cached_property
    def edges_of(self) -> list[list[tuple[int, int]]]:
        """Each node's edges and the nodes at their other ends."""
        found: list[list[tuple[int, int]]] = [[] for _ in range(len(self))]
        for edge, (one, other) in enumerate(zip(self.start, self.end, strict=True)):
            found[one].append((edge, int(other)))
            found[other].append((edge, int(one)))
        return found


def graph(world: World) -> Graph:
    """Join the lines of a world that carry something."""
    carrying = np.flatnonzero(world.lines.of_role(*_CARRIES))
    lines = world.lines.geometry[carrying]
    places = np.concatenate([world.points.geometry, world.starts[carrying], world.ends[carrying]])
    node, xy = _merged(places)
    count = len(world.points)
    start = node[count : count + len(carrying)]
    end = node[count + len(carrying) :]
    edges = _edges(xy, lines, start, end)
    used = np.zeros(len(xy), dtype=bool)
    used[edges.start] = used[edges.end] = True
    of_point = np.where(used[node[:count]], node[:count], -1) if count else node[:0]
    return Graph(
        world,
        xy,
        of_point,
        edges.start,
        edges.end,
        carrying[edges.line],
        edges.length_m,
        _nodes_of(of_point, _closed(world), len(xy)),
        np.flatnonzero(_nodes_of(of_point, world.points.of_role(Role.SUPPLIES), len(xy))),
    )


def _merged(places: np.ndarray) -> tuple[Indices, Numbers]:
    """Return each place's node, and where the nodes are: places within reach are one."""
    if not len(places):
        return np.zeros(0, dtype=np.intp), np.zeros((0, 2))
    one, other = STRtree(places).query(places, predicate="dwithin", distance=MEETS_M)
    parent = np.arange(len(places))
    for a, b in zip(one, other, strict=True):
        if a < b:
            first, second = _root(parent, int(a)), _root(parent, int(b))
            parent[max(first, second)] = min(first, second)
    roots = np.array([_root(parent, each) for each in range(len(places))])
    kept, node = np.unique(roots, return_inverse=True)
    return node.astype(np.intp), shapely.get_coordinates(places[kept]).reshape(-1, 2)


def _root(parent: Indices, each: int) -> int:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = int(parent[each])
    return each


@dataclass(frozen=True, eq=False)
class _Edges:
    start: Indices
    end: Indices
    line: Indices
    length_m: Numbers


def _edges(xy: Numbers, lines: np.ndarray, start: Indices, end: Indices) -> _Edges:
    """Divide each line at the nodes that lie on it."""
    at, on = STRtree(lines).query(shapely.points(xy), predicate="dwithin", distance=ON_LINE_M)
    inner = (at != start[on]) & (at != end[on])
    line = np.concatenate([np.arange(len(lines)), np.arange(len(lines)), on[inner]])
    node = np.concatenate([start, end, at[inner]])
    along = np.concatenate(
        [
            np.zeros(len(lines)),
            shapely.length(lines),
            shapely.line_locate_point(lines[on[inner]], shapely.points(xy[at[inner]])),
        ]
    )
    order = np.lexsort((along, line))
    line, node, along = line[order], node[order], along[order]
    same = line[:-1] == line[1:]
    return _Edges(
        node[:-1][same].astype(np.intp),
        node[1:][same].astype(np.intp),
        line[:-1][same].astype(np.intp),
        np.maximum(np.diff(along)[same], 0.0),
    )


def _closed(world: World) -> Mask:
    told = world.points.text(FieldRole.CLOSED)
    found: Mask = np.fromiter((each is True for each in told), bool, len(told))
    return found


def _nodes_of(node_of_point: Indices, chosen: Mask, count: int) -> Mask:
    found = np.zeros(count, dtype=bool)
    nodes = node_of_point[chosen]
    found[nodes[nodes >= 0]] = True
    return found
