"""Who a service account is, signed with its own key (the only joserfc)."""

from collections.abc import Mapping

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey


def signed(claims: Mapping[str, str | int], key: str) -> str:
    """Return a JWT, signed RS256 with a private key in PEM. Raises ValueError for another key."""
    try:
        return jwt.encode({"alg": "RS256", "typ": "JWT"}, dict(claims), RSAKey.import_key(key))
    except (JoseError, ValueError, TypeError) as error:
        raise ValueError("no key") from error
