"""Taking a port."""

from __future__ import annotations

import socket

from gis.errors import PortTaken


def listen(host: str, port: int) -> socket.socket:
    """Take a port before anything is started, so that a taken one costs no time.

    Raises
    ------
    PortTaken
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise PortTaken(host, port, error.strerror or str(error)) from error
    return listening
