"""Code lists by theme: closed lists of values, their labels and their foreign codes.

`Code.external` names a foreign model; its first entry is the one to export. For
``vsa`` and ``qwat`` that is the numeric id, followed by the names that files carry
in its place. The model ``*`` holds words, in lower case, that people write in files
of no known model.

Sources: VSA-DSS 2020 (TEKSI), qWat, ISYBAU XML 2013-02, OCPI 2.3.0, TALQ 2.7.1,
INSPIRE US, Giswater, OpenStreetMap, EPANET 2.2 and SWMM 5.2.
"""
