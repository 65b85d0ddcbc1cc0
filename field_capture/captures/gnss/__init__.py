"""What receivers write: NMEA logs, GPX tracks, surveyors' tables. Pure: bytes in, readings out."""
