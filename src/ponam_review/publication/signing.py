"""The secretariat's key: Ed25519, kept in a file that a passphrase opens; a signature is 64 bytes beside the manifest.

Standard forms (PKCS #8, SubjectPublicKeyInfo, RFC 8410), so that openssl verifies what we sign.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from ..text.errors import PublicationError

LEAST = 8
"""Characters of a passphrase."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves as PEM files: the private one stays with the secretariat, the public one goes to everybody."""

    private: bytes
    public: bytes


def create_key(passphrase: str) -> KeyPair:
    """A fresh key; an empty passphrase leaves it open, for tests and for machines that keep it locked otherwise."""
    key = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return KeyPair(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), _public(key.public_key()))


def _public(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def is_locked(private: bytes) -> bool:
    """Whether a private key asks for a passphrase."""
    return b"ENCRYPTED PRIVATE KEY" in private


def sign(manifest: bytes, private: bytes, passphrase: str, *, file: str) -> bytes:
    """The signature of a manifest. Ed25519 gives the same one each time (RFC 8032)."""
    return _opened(private, passphrase, file).sign(manifest)


def public_of(private: bytes, passphrase: str, *, file: str) -> bytes:
    """The public half of a private key."""
    return _public(_opened(private, passphrase, file).public_key())


def _opened(private: bytes, passphrase: str, file: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(private, passphrase.encode() if is_locked(private) else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if is_locked(private):
            raise PublicationError("{file}: the passphrase does not open this key", file=file) from error
        raise PublicationError("{file}: this is no private key; make one with “ponam key create FILE”", file=file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PublicationError("{file}: this key is not of the kind Ed25519; make one with “ponam key create FILE”", file=file)
    return key


def holds(manifest: bytes, signature: bytes, public: bytes, *, file: str) -> bool:
    """Whether a signature is that of this manifest under this public key."""
    if b"PRIVATE KEY" in public:
        raise PublicationError("{file}: this is a private key; verifying needs the public one (.pub)", file=file)
    try:
        key = load_pem_public_key(public)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PublicationError("{file}: this is no public key", file=file) from error
    if not isinstance(key, Ed25519PublicKey):
        raise PublicationError("{file}: this is no public key", file=file)
    try:
        key.verify(signature, manifest)
    except InvalidSignature:
        return False
    return True


def fingerprint(public: bytes) -> str:
    """A short name of a public key, to be read out over the telephone."""
    key = load_pem_public_key(public)
    assert isinstance(key, Ed25519PublicKey)
    return "SHA256:" + b64encode(sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).digest()).decode("ascii").rstrip("=")
