"""The authority of one's own: good for the local network, for nothing else."""

from __future__ import annotations

import http.server
import ipaddress
import ssl
import stat
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from fastapi.testclient import TestClient

from api import lan
from api.routes.trust import create_trust_app

NOW = datetime.now(UTC)
HERE = ipaddress.ip_address("192.168.7.20")


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    made = lan.certify(tmp_path / "tls", [HERE], NOW)
    for path in (made.key, tmp_path / "tls" / "authority.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_authority_stays_and_the_server_is_renewed(tmp_path: Path) -> None:
    first = lan.certify(tmp_path, [HERE], NOW)
    before = first.certificate.read_bytes()
    assert lan.certify(tmp_path, [HERE], NOW) == first
    assert first.certificate.read_bytes() == before
    later = lan.certify(tmp_path, [HERE], NOW + timedelta(days=80))
    assert later.fingerprint == first.fingerprint
    assert later.certificate.read_bytes() != before
    moved = lan.certify(tmp_path, [HERE, ipaddress.ip_address("10.1.2.3")], NOW)
    assert moved.fingerprint == first.fingerprint
    names = x509.load_pem_x509_certificate(moved.certificate.read_bytes()).extensions
    found = names.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ipaddress.ip_address("10.1.2.3") in found.get_values_for_type(x509.IPAddress)


def test_who_trusts_the_authority_reaches_the_server(tmp_path: Path) -> None:
    made = lan.certify(tmp_path, [], datetime.now(UTC))
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"https://127.0.0.1:{server.server_address[1]}/"
    try:
        trusting = ssl.create_default_context(cafile=str(made.authority))
        with urllib.request.urlopen(url, context=trusting, timeout=5) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(url, context=ssl.create_default_context(), timeout=5)
    finally:
        server.shutdown()
        server.server_close()


def test_the_authority_can_vouch_for_private_addresses_only(tmp_path: Path) -> None:
    made = lan.certify(tmp_path, [HERE], NOW)
    authority = x509.load_pem_x509_certificate(made.authority.read_bytes())
    constraint = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraint.critical
    permitted = [each.value for each in constraint.value.permitted_subtrees]
    networks = [each for each in permitted if not isinstance(each, str)]
    assert all(network.is_private or network.is_link_local for network in networks)
    assert {each for each in permitted if isinstance(each, str)} == {"localhost", "local"}


def test_only_private_addresses_are_announced() -> None:
    for address in lan.addresses():
        assert address.is_private
        assert not address.is_loopback


def test_the_page_of_trust_hands_out_the_certificate(tmp_path: Path) -> None:
    made = lan.certify(tmp_path, [HERE], NOW)
    client = TestClient(create_trust_app(made, "https://192.168.7.20:8443/"))
    page = client.get("/?lang=fr")
    assert made.fingerprint in page.text
    assert "https://192.168.7.20:8443/" in page.text
    answer = client.get("/netzkaart-ca.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == made.authority.read_bytes()
    assert client.get("/server.key").status_code == 404
