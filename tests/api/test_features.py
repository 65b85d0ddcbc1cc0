from __future__ import annotations

from shapely import Point

from gis import assets


def test_pages_of_a_collection_join_to_the_whole(client, make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        layer = session.layer("pole")
        made = {
            str(assets.create(session, layer, Point(85000 + n, 92000), {})[0].id) for n in range(25)
        }
    url, seen = "/ogc/heffingen/collections/pole/items?limit=10", []
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["numberReturned"] == len(body["features"])
        seen += [feature["id"] for feature in body["features"]]
        url = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
    assert len(seen) == 25
    assert set(seen) == made
