"""Signatures: Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of what is signed."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from simcall.call.journal import canonical_bytes
from simcall.common.errors import SimcallError

ALGORITHM = "Ed25519"
SECRET_BYTES = 32
PUBLIC_BYTES = 32


class SigningKey(NamedTuple):
    """A secret key of 32 bytes."""

    secret: bytes

    @classmethod
    def generate(cls) -> SigningKey:
        """Return a new key from the system's random source: the one thing not drawn by seed."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> str:
        """Return the public key in hex (64 digits). Raises ValueError for a bad secret."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return (
            Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw().hex()
        )

    def sign(self, content: Any) -> str:
        """Return the signature of plain JSON data, in hex (128 digits)."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        return key.sign(canonical_bytes(content)).hex()


def is_signed_by(content: Any, signature: str, public_key: str) -> bool:
    """Tell whether a signature (hex) over plain JSON data is of a public key (hex)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), canonical_bytes(content))
    except (InvalidSignature, ValueError):
        return False
    return True


def read_public_key(text: str) -> str:
    """Return a public key as 64 small hex digits. Raises SimcallError for anything else."""
    digits = text.strip().lower()
    try:
        good = len(bytes.fromhex(digits)) == PUBLIC_BYTES and len(digits) == 2 * PUBLIC_BYTES
    except ValueError:
        good = False
    if not good:
        raise SimcallError(
            "a public key is 64 hex digits, as `simcall certify key` prints it, or a file with them"
        )
    return digits


def fingerprint(public_key: str) -> str:
    """Return a short name of a public key, for people: four groups of four hex digits."""
    digest = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))
