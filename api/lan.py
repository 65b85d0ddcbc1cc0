"""HTTPS on the local network, by a certificate authority of one's own.

A tablet gets no position and no offline mode without HTTPS, and no public authority certifies
an address like 192.168.1.20. So the demo makes its own authority, which by its name
constraints can vouch for private addresses only: whoever trusts it trusts it with nothing
else, even if its key were stolen.
"""

from __future__ import annotations

import fcntl
import ipaddress
import os
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PRIVATE = tuple(
    ipaddress.ip_network(block)
    for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
)
_SIOCGIFADDR = 0x8915  # linux/sockios.h: the address of an interface
_AUTHORITY_YEARS = 5
# Browsers refuse certificates that are valid for longer than about 13 months.
_SERVER_DAYS = 90
_RENEW_DAYS = 14


@dataclass(frozen=True)
class Certificates:
    """Files of the authority and of the server it certified, and what people compare.

    `fingerprint` is the SHA-256 of the authority's certificate, as devices show it.
    """

    authority: Path
    certificate: Path
    key: Path
    fingerprint: str


def addresses() -> list[Address]:
    """Return this machine's private IPv4 addresses, the one that leads outside first.

    A UDP socket is connected to learn which address would be used; nothing is sent.
    """
    found: list[Address] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        with suppress(OSError):
            probe.connect(("192.0.2.1", 9))  # a documentation address (RFC 5737)
            found.append(ipaddress.ip_address(probe.getsockname()[0]))
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            with suppress(OSError):  # an interface without an IPv4 address
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, request)
                found.append(ipaddress.ip_address(answer[20:24]))
    unique = dict.fromkeys(found)
    return [each for each in unique if not each.is_loopback and any(each in n for n in PRIVATE)]


def certify(folder: Path, names: list[Address], now: datetime) -> Certificates:
    """Return certificates for this machine, made or renewed where that is due.

    The authority is made once and kept: devices that trust it go on doing so.

    Parameters
    ----------
    folder : Path
        Of this installation alone; keys are readable by their owner only.
    names : list of addresses
        Where the server is reached; the loopback address is added.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority_key = _key(folder / "authority.key")
    authority = _authority(folder / "authority.crt", authority_key, now)
    key = _key(folder / "server.key")
    path = folder / "server.crt"
    wanted = {*names, ipaddress.ip_address("127.0.0.1")}
    if not _still_good(path, wanted, now):
        certificate = _server(authority, authority_key, key, wanted, now)
        chain = _pem(certificate) + _pem(authority)
        _write(path, chain)
    digest = authority.fingerprint(hashes.SHA256())
    return Certificates(
        folder / "authority.crt", path, folder / "server.key", digest.hex(":").upper()
    )


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    if path.exists():
        loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if isinstance(loaded, ec.EllipticCurvePrivateKey):
            return loaded
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(path, text)
    return key


def _authority(path: Path, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    if path.exists():
        found = x509.load_pem_x509_certificate(path.read_bytes())
        if found.not_valid_after_utc > now and found.public_key() == key.public_key():
            return found
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Netzkaart {socket.gethostname()}")])
    certificate = (
        _builder(name, name, now, timedelta(days=365 * _AUTHORITY_YEARS))
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certify=True), critical=True)
        .add_extension(
            x509.NameConstraints(
                permitted_subtrees=[
                    *(x509.IPAddress(network) for network in PRIVATE),
                    x509.DNSName("localhost"),
                    x509.DNSName("local"),
                ],
                excluded_subtrees=None,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(path, _pem(certificate))
    return certificate


def _server(
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePrivateKey,
    names: set[Address],
    now: datetime,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Netzkaart")])
    alternatives = [
        *(x509.IPAddress(each) for each in sorted(names, key=int)),
        x509.DNSName("localhost"),
    ]
    identifier = x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key())
    return (
        _builder(subject, authority.subject, now, timedelta(days=_SERVER_DAYS))
        .public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certify=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, now: datetime, valid: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # tablets' clocks are not ours
        .not_valid_after(now + valid)
    )


def _usage(*, certify: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certify,
        key_cert_sign=certify,
        crl_sign=certify,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _still_good(path: Path, names: set[Address], now: datetime) -> bool:
    if not path.exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    known = set(extension.value.get_values_for_type(x509.IPAddress))
    lasting = certificate.not_valid_after_utc - now > timedelta(days=_RENEW_DAYS)
    return lasting and names <= known


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, readable by its owner only."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(path)
