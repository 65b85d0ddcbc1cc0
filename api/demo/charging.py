"""Charging stations with the data that OCPI asks for; the operator is invented."""

from __future__ import annotations

from dataclasses import dataclass

from api.demo.buildings import House
from api.demo.drawing import Drawing, Numbers, at, heading, place
from api.demo.site import POSTAL_CODES, VILLAGE_NAMES

COUNTRY, PARTY = "LU", "NKZ"


@dataclass(frozen=True, slots=True)
class _Plug:
    """A kind of charging point: OCPI's words for it, volts, amperes, watts."""

    standard: str
    cable: str
    current: str
    volts: int
    amperes: int
    watts: float


_AC = _Plug("iec_62196_t2", "socket", "ac_3_phase", 400, 32, 22_080.0)
_DC = _Plug("iec_62196_t2_combo", "cable", "dc", 920, 200, 150_000.0)

SITES = (
    # house it stands in front of, name, kind of parking, places, points, year
    ("Gemengenhaus", "Parking Gemengenhaus", "on_street", 2, (_AC, _AC), 2017),
    ("Veräinssall", "Parking Veräinssall", "parking_lot", 4, (_AC, _AC, _AC, _AC), 2021),
    ("Gaardenzenter", "Parking Gaardenzenter", "parking_lot", 2, (_AC, _AC), 2019),
    ("Schräinerei", "Schnellladestatioun Nuebel", "parking_lot", 2, (_DC, _DC), 2024),
)
_AVAILABILITY = ("available", "charging", "available", "available", "out_of_order")


def draw(drawing: Drawing, numbers: Numbers, houses: list[House]) -> None:
    """Draw charging locations in front of known houses, and their points."""
    named = {house.name: house for house in houses if house.name}
    serial = 0
    for host, name, parking, places, plugs, year in SITES:
        house = named.get(host)
        if house is None:
            continue
        village = house.edge.street.village
        location = numbers.next(village, "CL")
        ax, ay = heading(house.edge.line, house.chainage_m)
        x, y = house.edge.line.interpolate(house.chainage_m + 11.0).coords[0]
        out = 4.2 * house.side
        spot = place(x - ay * out, y + ax * out)
        drawing.add(
            "charging_location", location, at(spot), name=name, country_code=COUNTRY,
            party_id=PARTY, location_id=f"{PARTY}{village}{location[-3:]}", address=house.address,
            postal_code=f"L-{POSTAL_CODES[village]}", city=VILLAGE_NAMES[village],
            parking_type=parking, parking_places=places, opening_hours="24/7",
            time_zone="Europe/Luxembourg", help_phone="+352 00 00 00", published=True,
            operator="Demo-Opluedbedreiwer", installed_year=year,
        )  # fmt: skip
        for number, plug in enumerate(plugs, 1):
            serial += 1
            along = 1.6 * (number - (len(plugs) + 1) / 2)
            back = 1.3 * house.side
            where = place(spot[0] + ax * along - ay * back, spot[1] + ay * along + ax * back)
            drawing.add(
                "evse", numbers.next(village, "EV"), at(where), uid=f"{PARTY}-{serial:04d}",
                evse_id=f"{COUNTRY}*{PARTY}*E{serial:04d}*1", location=location,
                availability=_AVAILABILITY[serial % len(_AVAILABILITY)],
                capabilities=["rfid_reader", "remote_start_stop_capable", "unlock_capable"]
                if plug is _AC
                else ["rfid_reader", "remote_start_stop_capable", "contactless_card_support"],
                physical_reference=f"{number}", connector_standard=plug.standard,
                connector_format=plug.cable, power_type=plug.current, max_voltage_v=plug.volts,
                max_amperage_a=plug.amperes, max_power_w=plug.watts, connector_count=1,
                installed_year=year,
            )  # fmt: skip
