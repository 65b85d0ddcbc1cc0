from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import shapely

from gis.exchange import epanet
from gis.exchange.inp import looks_like_inp, parse
from gis.exchange.reading import read
from gis.exchange.source import Limits, Source, SourceLayer

EXCERPTS = Path(__file__).parents[2] / "data" / "exchange"

EPANET = """[TITLE]
[junctions]
;ID Elev Demand
 J1   10   2   ;with a comment
"J 2" 20
[RESERVOIRS]
 R1 100
[TANKS]
 T1 50 1 0.5 4 10 0
[PIPES]
 P1 J1 "J 2" 100 12 130 0 CV
 P2 R1 J1 200 6 130
[VALVES]
 V1 J1 T1 12 PRV 50 0
[PUMPS]
 U1 R1 T1 HEAD 1 POWER 10
[STATUS]
 P2 Closed
 V1 Closed
[DEMANDS]
 J1 1
 J1 2
[COORDINATES]
 J1 0 0
 "J 2" 10 0
 R1 0 10
 T1 5 5
[VERTICES]
 P1 5 1
[TIMES]
 Duration 24
[END]
after the end
"""

SWMM = """[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS DEPTH
[Junctions]
A 100 2.5
B 99 0
[OUTFALLS]
O 98 FREE
[CONDUITS]
C1 A B 30 0.013 0.5 *
C2 B O 40 0.013 0 0.2
[XSECTIONS]
C1 CIRCULAR 0.3 0 0 0
C2 RECT_CLOSED 1.2 0.8 0 0
[COORDINATES]
A 0 0
B 30 0
O 70 0
[Polygons]
S1 0 0
S1 1 1
"""


def layer(source: Source, name: str) -> SourceLayer:
    return next(each for each in source.layers if each.name == name)


def read_text(tmp_path: Path, text: str) -> Source:
    path = tmp_path / "model.inp"
    path.write_text(text)
    return read(path)


def codes(source: Source, severity: str) -> list[str]:
    return [issue.code for issue in source.issues if issue.severity == severity]


def test_epanet_units_status_and_geometry(tmp_path: Path) -> None:
    source = read_text(tmp_path, EPANET)  # no unit named: GPM, feet and inches
    pipes = layer(source, "pipes").frame
    assert pipes["length_m"].tolist() == pytest.approx([30.48, 60.96])
    assert pipes["diameter_mm"].tolist() == pytest.approx([304.8, 152.4])
    assert pipes["status"].tolist() == ["CV", "CLOSED"]
    assert pipes["node_to"].tolist() == ["J 2", "J1"]
    assert pipes.geometry[0].equals(shapely.LineString([(0, 0), (5, 1), (10, 0)]))
    junctions = layer(source, "junctions").frame
    assert junctions["code"].tolist() == ["J1", "J 2"]
    # [DEMANDS] replaces what [JUNCTIONS] says; its categories add up.
    assert junctions["base_demand_l_s"][0] == pytest.approx(3 * 0.0630902)
    valve = layer(source, "valves").frame.iloc[0]
    assert valve["closed"]
    assert valve["pressure_setting_bar"] == pytest.approx(3.447, abs=1e-3)
    assert layer(source, "pumps").frame["power_kw"][0] == pytest.approx(7.457, abs=1e-3)
    assert layer(source, "tanks").frame["overflow_level_m"][0] == pytest.approx(54 * 0.3048)
    assert codes(source, "error") == []


def test_epanet_in_metric_units(tmp_path: Path) -> None:
    source = read_text(tmp_path, EPANET.replace("[PIPES]", "[OPTIONS]\nUNITS LPS\n[PIPES]"))
    pipes = layer(source, "pipes").frame
    assert pipes["length_m"].tolist() == [100, 200]
    assert pipes["diameter_mm"].tolist() == [12, 6]
    pressure = layer(source, "valves").frame["pressure_setting_bar"][0]
    assert pressure == pytest.approx(50 * 0.0980665)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_padding_do_not_matter(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "model.inp"
    path.write_bytes(EPANET.replace("\n", ends).encode() + b"\0" * 5000)
    assert {each.name: len(each) for each in read(path).layers} == {
        "junctions": 2, "reservoirs": 1, "tanks": 1, "pipes": 2, "pumps": 1, "valves": 1
    }  # fmt: skip


def test_what_simulators_swallow_is_told(tmp_path: Path) -> None:
    text = EPANET.replace(" R1 100", " R1 100\n J1 5").replace(" P2 R1 J1", " P2 R1 NOWHERE")
    text = text.replace(" P1 J1", " P1 J1 x").replace('x "J 2" 100', '"J 2" 1oo')
    source = read_text(tmp_path, text)
    found = {issue.code: issue for issue in source.issues if issue.severity == "error"}
    assert set(found) == {"duplicate_id", "node_not_found", "number_expected"}
    assert found["duplicate_id"].details == {"value": "J1", "count": 2}
    assert "line 4" in found["duplicate_id"].path
    assert found["node_not_found"].details == {"value": "NOWHERE"}


def test_sections_that_are_not_taken_over_are_counted(tmp_path: Path) -> None:
    notes = [i for i in read_text(tmp_path, EPANET).issues if i.code == "not_imported"]
    assert [(n.details["section"], n.details["count"]) for n in notes] == [("TIMES", 1)]


def test_swmm_offsets_are_depths_or_levels(tmp_path: Path) -> None:
    conduits = layer(read_text(tmp_path, SWMM), "conduits").frame
    assert conduits["invert_from_m"].tolist() == [100.5, 99]
    assert conduits["invert_to_m"].tolist() == [99, 98.2]
    levels = (
        SWMM.replace("DEPTH", "ELEVATION").replace("0.5 *", "100.7 *").replace("0 0.2", "99 98.1")
    )
    conduits = layer(read_text(tmp_path, levels), "conduits").frame
    assert conduits["invert_from_m"].tolist() == [100.7, 99]
    assert conduits["invert_to_m"].tolist() == [99, 98.1]


def test_swmm_in_feet(tmp_path: Path) -> None:
    source = read_text(tmp_path, SWMM.replace("CMS", "CFS"))
    conduits = layer(source, "conduits").frame
    assert conduits["length_m"].tolist() == pytest.approx([9.144, 12.192])
    assert conduits["invert_from_m"].tolist() == pytest.approx([100.5 * 0.3048, 99 * 0.3048])
    assert conduits["height_mm"].tolist() == pytest.approx([91.44, 365.76])
    assert "units_converted" in codes(source, "note")


def test_swmm_nodes_and_profiles(tmp_path: Path) -> None:
    source = read_text(tmp_path, SWMM)
    nodes = layer(source, "junctions").frame
    # Depth 0 means "up to the crown of the highest pipe": the ground is not known.
    assert nodes["cover_level_m"].tolist()[0] == 102.5
    assert np.isnan(nodes["cover_level_m"].tolist()[1])
    conduits = layer(source, "conduits").frame
    assert conduits["shape"].tolist() == ["CIRCULAR", "RECT_CLOSED"]
    assert conduits["height_mm"].tolist() == [300, 1200]
    assert conduits["width_mm"].tolist() == [300, 800]
    assert [i.details["section"] for i in source.issues if i.code == "not_imported"] == ["POLYGONS"]


def test_names_of_sections_may_be_cut_short() -> None:
    sections = parse(b"[JUNC]\nA 1\n[RESERVOIR]\nB 2\n[pipe]\nC A B\n", Limits())
    assert [sections[name][0].id for name in ("JUNCTIONS", "RESERVOIRS", "PIPES")] == [
        "A",
        "B",
        "C",
    ]
    assert looks_like_inp(b"; comment\n\n[TITLE]\n")
    assert not looks_like_inp(b"[general]\nkey=value\n")


@pytest.mark.parametrize("name", ["ky4", "ky10", "l-town", "net3", "modena_nul_padded"])
def test_as_wntr_reads_it(name: str, shared: Path) -> None:
    """Every value that both readers know, in SI units."""
    wntr = pytest.importorskip("wntr")
    path = shared / "water" / f"{name}.inp"
    theirs = wntr.network.WaterNetworkModel(str(path))
    ours = read(path)
    frames = {each.name: each.frame.set_index("code") for each in ours.layers}
    assert {each: len(frame) for each, frame in frames.items()} == {
        each: count
        for each, count in (
            ("junctions", theirs.num_junctions), ("reservoirs", theirs.num_reservoirs),
            ("tanks", theirs.num_tanks), ("pipes", theirs.num_pipes),
            ("pumps", theirs.num_pumps), ("valves", theirs.num_valves),
        )
        if count
    }  # fmt: skip
    near = {"rel": 1e-6, "abs": 1e-9}
    for code, node in theirs.junctions():
        own = frames["junctions"].loc[code]
        assert own.elevation_m == pytest.approx(node.elevation, **near)
        demand = sum(each.base_value for each in node.demand_timeseries_list)
        assert own.base_demand_l_s == pytest.approx(demand * 1000, **near)
        assert own.geometry.coords[0] == node.coordinates
    for code, node in theirs.reservoirs():
        own = frames["reservoirs"].loc[code]
        assert own.head_m == pytest.approx(node.base_head, **near)
        assert own.geometry.coords[0] == node.coordinates
    for code, node in theirs.tanks():
        own = frames["tanks"].loc[code]
        assert own.bottom_level_m == pytest.approx(node.elevation, **near)
        assert own.overflow_level_m == pytest.approx(node.elevation + node.max_level, **near)
        assert own.initial_level_m == pytest.approx(node.init_level, **near)
        assert own.diameter_m == pytest.approx(node.diameter, **near)
    for code, link in theirs.links():
        own = frames[f"{link.link_type.lower()}s"].loc[code]
        assert (own.node_from, own.node_to) == (link.start_node_name, link.end_node_name)
        assert len(own.geometry.coords) == len(link.vertices) + 2
        assert list(own.geometry.coords)[1:-1] == [tuple(each) for each in link.vertices]
    for code, pipe in theirs.pipes():
        own = frames["pipes"].loc[code]
        assert own.length_m == pytest.approx(pipe.length, **near)
        assert own.diameter_mm == pytest.approx(pipe.diameter * 1000, **near)
        assert (own.status == "CLOSED") == (str(pipe.initial_status) == "Closed")
        assert (own.status == "CV") == pipe.check_valve
    for code, valve in theirs.valves():
        own = frames["valves"].loc[code]
        assert own.kind == valve.valve_type
        if valve.diameter * 1000 > epanet.LARGEST_MM:
            assert own.diameter_mm is None or math.isnan(own.diameter_mm)
        else:
            assert own.diameter_mm == pytest.approx(valve.diameter * 1000, **near)
    for code, pump in theirs.pumps():
        if pump.pump_type == "POWER":
            own = frames["pumps"].loc[code]
            assert own.power_kw == pytest.approx(pump.power / 1000, rel=1e-3)


def test_diameters_that_only_a_model_can_have_stay_empty(shared: Path) -> None:
    source = read(shared / "water" / "ky10.inp")
    [told] = [issue for issue in source.issues if issue.code == "model_value"]
    assert told.severity == "note"
    assert told.details["count"] >= 1


def test_a_file_cut_off_is_suspected(tmp_path: Path) -> None:
    whole = read_text(tmp_path, EPANET if "[END]" in EPANET else EPANET + "\n[END]\n")
    assert "file_unfinished" not in codes(whole, "warning")
    cut = read_text(tmp_path, EPANET.replace("[END]", ""))
    assert "file_unfinished" in codes(cut, "warning")


def test_bellinge_is_complete(shared: Path) -> None:
    source = read(shared / "sewer" / "bellinge_swmm_v021_nopervious.inp")
    assert {each.name: len(each) for each in source.layers} == {
        "junctions": 995, "outfalls": 9, "storage": 16, "conduits": 1015, "pumps": 6,
        "orifices": 3, "weirs": 13, "outlets": 7,
    }  # fmt: skip
    left = {
        i.details["section"]: i.details["count"] for i in source.issues if i.code == "not_imported"
    }
    assert left["SUBCATCHMENTS"] == 713
    assert codes(source, "error") == []


def test_a_node_defined_three_times(shared: Path) -> None:
    source = read(shared / "water" / "net1_broken.inp")
    [issue] = [i for i in source.issues if i.severity == "error"]
    assert (issue.code, issue.details) == ("duplicate_id", {"value": "2", "count": 3})
