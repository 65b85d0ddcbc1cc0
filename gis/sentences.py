"""Every sentence that tells a user what is wrong and what helps, in four languages.

Placeholders are filled from the details of an error or issue. A sentence names the place
where the user knows it and ends with the remedy.
"""

from __future__ import annotations

from layers.spec import Text


def sentence_of(code: str) -> Text:
    """Return the sentence of an error or issue by its code."""
    return SENTENCES[code]


def _same(en: str) -> Text:
    return Text(en, en, en, en)


SENTENCES: dict[str, Text] = {
    code: _same(en)
    for code, en in {
        # Errors
        "error": "Something went wrong.",
        "not_found": "There is no such thing here.",
        "unknown_commune": "There is no commune {commune!r} here. See / for the communes served.",
        "unknown_layer": "There is no layer {layer!r}. Known here: {known}.",
        "unknown_asset": "There is no asset {asset} in layer {layer}. It may have been removed; look into its history.",
        "unknown_thing": "There is no {kind} {name!r} here. Check the address.",
        "conflict": "The change contradicts what is already there.",
        "stale_version": "{layer} {asset} was changed meanwhile: you had version {expected}, it is now at {found}. Read it again and repeat your change.",
        "code_taken": "Layer {layer} already has an asset with {value}. Give another code, or change that asset.",
        "still_referred": "{layer}: {value} is referred to, or refers to something that is not there. Put the reference right first.",
        "commune_exists": "There is already a commune or schema {commune!r}. Choose another name.",
        "same_id_other_content": "Something else was already received with id {id}. Send a new id for new content; the first stays as it is.",
        "unauthenticated": "This needs a valid access token. Send it as 'Authorization: Bearer ...', or choose a role on the front page.",
        "forbidden": "This is not allowed.",
        "not_allowed": "The role {role} may not do this ({action}). Ask the commune for a token with another role.",
        "cursor_gone": "The cursor {cursor!r} does not belong to this data (incarnation {incarnation}). Load everything anew and follow from the new cursor.",
        "too_large": "This is more than this door takes ({limit}). Split it into smaller parts.",
        "unreadable": "{what} cannot be read: {why}",
        "unknown_crs": "The coordinate system {crs!r} cannot be used ({why}). Give an EPSG code, e.g. EPSG:2169.",
        "crs_needed": "{file} does not say in which coordinate system it is (extent {extent}). {guess} Name it with --crs EPSG:...",
        "bad_name": "{name!r} cannot be a commune's name: 2 to 40 small letters, digits and underscores, beginning with a letter, and not a word the addresses need.",
        "invalid": "{count} problem(s) found; nothing was changed.",
        # Fields
        "missing": "{path} is required. Add it.",
        "unknown_field": "{path}: this layer has no such field. {hint}",
        "unknown_code": "{path}: {value!r} is not in the list {list}. {hint}",
        "wrong_type": "{path}: {value!r} is not a {kind}.",
        "out_of_range": "{path}: {value} lies outside what is possible ({range}). Check the number and its unit.",
        "not_finite": "{path}: {value} is not a finite number. Leave it out where it is unknown.",
        "too_long": "{path}: {length} characters, at most {limit} fit. Shorten it.",
        "not_a_date": "{path}: {value!r} is no date. Write it as 2026-11-22.",
        "not_a_reference": "{path}: there is no asset {value!r} in layer {layer}. Create it first or leave the field empty.",
        "duplicate_code": "{path}: the code {value!r} occurs more than once. Every asset of a layer needs its own.",
        # Geometry
        "not_an_object": "{path}: a JSON object is expected here.",
        "not_a_feature": '{path}: a GeoJSON Feature is expected ("type": "Feature").',
        "not_a_collection": "{path}: a GeoJSON FeatureCollection is expected.",
        "geometry_missing": "{path}: there is no geometry. Add one, or leave the row out.",
        "geometry_empty": "{path}: the geometry is empty.",
        "geometry_malformed": "{path}: this is not a GeoJSON geometry: {why}.",
        "geometry_kind": "{path}: a {found} stands where the layer needs a {wanted}.",
        "geometry_not_finite": "{path}: a coordinate is not a finite number.",
        "geometry_too_many": "{path}: {count} vertices, at most {limit} are taken. Simplify it.",
        "geometry_several_parts": "{path}: {count} separate parts stand where the layer needs one. Split it into one asset each.",
        "geometry_degenerate": "{path}: the line has no length.",
        "geometry_invalid": "{path}: the area crosses itself or its ring is not closed ({why}). Draw it anew.",
        "geometry_repaired": "{path}: the area crossed itself ({why}) and was repaired; its size changed by {change} m2.",
        "geometry_merged": "{path}: {count} parts that touch were joined to one line.",
        "height_dropped": "{path}: heights in the geometry are not kept; levels have fields of their own.",
        "lonlat_range": "{path}: longitude {lon}, latitude {lat} is not on Earth. GeoJSON is in degrees, longitude first.",
        "axes_swapped": "{path}: the position lies outside the commune; with its two numbers exchanged it would lie inside. Are longitude and latitude (east and north) swapped?",
        "outside_commune": "{path}: the position lies {distance} km outside the commune {commune}. Check the coordinate system and the order of the axes.",
        "outside_boundary": "{path}: the position lies outside the boundary of {commune}, but within its error of {tolerance} m.",
        "outside_crs": "{path}: the position lies outside the area for which {crs} is made. Check the coordinate system and the order of the axes.",
        "bad_bbox": "{path}: {value!r} is no box. Write west,south,east,north in degrees.",
        # Captures
        "fix_missing": "{path}: the GNSS fix is missing. Send properties.fix with accuracy_m, time and source.",
        "accuracy_missed": "{path}: the position is good to {found} m, this layer asks for {wanted} m. It goes to review.",
        "near_existing": "{path}: {code} of the same layer stands {distance} m away. It goes to review as a possible double.",
        "time_in_future": "{path}: the time {value} lies in the future. Check the device's clock.",
        "not_a_time": "{path}: {value!r} is no time with a time zone. Write it as 2026-11-22T18:43:00Z.",
        "fix_far_away": "{path}: the fix lies {distance} m from the geometry. It goes to review.",
        # Imports
        "no_layer": "{path}: {count} rows of {source!r} have no layer here and stay in the file. Name one with --layer or in the mapping.",
        "no_features": "{path}: there is nothing to import.",
        "unmapped_column": "{path}: the column {column!r} has no field here and is not taken over.",
        "code_given": "{path}: rows without a code get the next free one.",
        "node_not_found": "{path}: the node {value!r} is named but not in the file.",
        "duplicate_id": "{path}: the id {value!r} is defined {count} times in the file.",
        "not_imported": "{path}: section {section} ({count} entries) is not about assets and is not taken over.",
        "number_expected": "{path}: {value!r} is not a number.",
        "units_converted": "{path}: converted from {unit} to SI units.",
        "port_taken": "{host}:{port} cannot be listened at ({why}). Choose another: --port 8001.",
        # Reports
        "move_not_allowed": "A report that is {found} cannot become {wanted} this way. Possible now: {known}.",
        "service_missing": "{path} is missing. Name one of the categories that 'services' lists.",
        "service_unknown": "{path}: there is no category {value!r}. Name one of those that 'services' lists.",
        "position_missing": "{path}: nothing says where it is. Send lat and long, or address_string, or address_id.",
        "position_half": "{path} is missing: a position needs both lat and long. Send both, or an address instead.",
        "position_not_finite": "{path}: the position is not a finite number. Send degrees such as lat=49.7692, or an address instead.",
        "position_zero": "{path}: 0/0 lies in the Gulf of Guinea; the device has no position yet. Wait for it, or send an address instead.",
        "latlong_range": "{path}: latitude {lat}, longitude {long} is not on Earth. Send degrees of WGS84: lat from -90 to 90, long from -180 to 180.",
        "given_twice": "{path} was sent more than once with different values. Send it once.",
        "control_characters": "{path} contains characters that cannot be kept (NUL, control characters, line ends in a one-line field). Remove them.",
        "email_malformed": "{path}: this is not an e-mail address. Correct it, or leave it out: a report needs none.",
        "url_malformed": "{path}: this is not an address of a picture. Send one that begins with http:// or https://, at most 2000 characters.",
        "too_many": "{path}: {count} were sent, at most {limit} are taken. Leave some out.",
        "not_a_uuid": "{path}: {value!r} is no asset's id. Send it as the map gives it, or leave it out.",
        "assets_differ": "{path}: they name two different assets. Send only one of the two.",
        "not_a_datetime": "{path}: {value!r} is no time. Write it as 2026-11-22T12:00:00Z.",
        "span_too_long": "{path}: at most 90 days are answered at once. Ask for shorter spans one after the other.",
        "span_reversed": "{path}: the start lies after the end. Exchange them.",
        "status_unknown": "{path}: {value!r} is no status. Use open, closed or both with a comma.",
        "format_unknown": "There is no format {value!r} here. End the address with .xml or .json.",
        "key_invalid": "{path}: this key is not valid here (any more). Leave it out, none is needed; or ask the town hall for another.",
        "method_unknown": "This address does not take {method}. Requests are listed with GET and created with POST.",
        "duplicate_key": "{path}: the member {key!r} stands twice in one object ({count} times); which value is meant? Leave one.",
        "misplaced_member": "{path}: a Feature must not have a member {member!r} (RFC 7946, 7.1). Rename it.",
        "bad_feature_id": "{path}: {value} is no id; a text or a number is expected.",
        "malformed_bbox": "{path}: four or six numbers are expected; nothing depends on them, the import goes on.",
        "local_coordinates": "{file} does not say in which coordinate system it is (extent {extent}), and none known puts it into {commune}: a local drawing, or another place. Georeference it, or name its system with --crs EPSG:...",
        "import_refused": "{count} error(s) in {file}; nothing was changed. Correct the file or the mapping, or leave the rows out with --skip-errors.",
        "bad_mapping": "The mapping {what} cannot be used at {place}: {why}",
        "row_without_geometry": "{path}: the row has no geometry and is left out.",
        "duplicate_row": "{path}: the row is the same as {first} and is left out.",
        "column_dropped": "{path}: {column!r} and {other!r} both fit the field {field}; {other!r} was taken. Change it in the mapping.",
        "line_to_point": "{path}: {count} lines became points at their middle, since the layer holds points.",
        "code_elsewhere": "{path}: the code {value!r} already belongs to another asset of layer {layer}. Give it another code.",
        "not_in_list": "{path}: {values} of column {column!r} are not in the list {list}. Add them to 'codes' in the mapping (or map them to nothing with '~').",
        "layer_ambiguous": "{path}: {source!r} fits several layers: {layers}. Name one with --layer.",
        "sentinel": "{path}: {count} cell(s) hold {values}, impossible in {field}; taken as not known.",
        "wrong_unit": "{path}: the unit of {value!r} does not convert to {unit}.",
        "crs_differs": "{path}: the file says {declared}, {given} was asked for and used.",
        "same_place": "{path}: {count} new asset(s) of layer {layer} lie exactly where another already does. Was the file renamed, or imported before without codes?",
        "rows_left_out": "{path}: {count} row(s) with errors were left out, as asked for.",
        "several_boundaries": "{path}: {count} areas, and not exactly one of them is called {commune}. A commune has one boundary: leave only its own in the file, or choose it by 'where' in the mapping.",
    }.items()
}
