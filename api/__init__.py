"""The faces of Netzkaart: HTTP, pages, command line. Knows everyone, nobody knows it."""
