"""P-256 in plain Python agrees with published vectors and with a second library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from hypothesis import given, settings
from hypothesis import strategies as st

from upstander.preserve import standalone_verify as v

# RFC 6979, appendix A.2.5, SHA-256
PUBLIC = (
    0x60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6,
    0x7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299,
)
VECTORS = [
    (
        b"sample",
        0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,
        0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8,
    ),
    (
        b"test",
        0xF1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,
        0x019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083,
    ),
]


@pytest.mark.parametrize(("message", "r", "s"), VECTORS)
def test_accepts_the_published_signatures(message: bytes, r: int, s: int) -> None:
    assert v.p256_verify(PUBLIC, message, utils.encode_dss_signature(r, s))


@pytest.mark.parametrize(("message", "r", "s"), VECTORS)
def test_refuses_them_for_other_words_or_numbers(message: bytes, r: int, s: int) -> None:
    for words, a, b in (
        (b"other", r, s),
        (message, s, r),
        (message, r, s + 1),
        (message, r + 1, s),
    ):
        assert not v.p256_verify(PUBLIC, words, utils.encode_dss_signature(a, b))


@pytest.mark.parametrize(("r", "s"), [(0, 1), (1, 0), (v.N, 1), (1, v.N), (0, 0)])
def test_refuses_numbers_out_of_range(r: int, s: int) -> None:
    assert not v.p256_verify(PUBLIC, b"sample", utils.encode_dss_signature(r, s))


@given(st.binary(max_size=80))
def test_no_bytes_make_it_stumble(signature: bytes) -> None:
    assert v.p256_verify(PUBLIC, b"sample", signature) is False


@given(st.integers(1, v.N - 1), st.binary(max_size=50))
@settings(max_examples=15, deadline=None)
def test_agrees_with_another_library(scalar: int, message: bytes) -> None:
    key = ec.derive_private_key(scalar, ec.SECP256R1())
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    point, _fingerprint = v.read_public_key(pem)
    signature = key.sign(message, ec.ECDSA(hashes.SHA256()))
    assert v.p256_verify(point, message, signature)
    assert not v.p256_verify(point, message + b"x", signature)


def test_refuses_a_point_that_is_not_on_the_curve() -> None:
    der = v.SPKI + (1).to_bytes(32, "big") + (1).to_bytes(32, "big")
    import base64

    with pytest.raises(v.Refused, match="not a point"):
        v.read_public_key(base64.b64encode(der))


def test_the_checker_needs_only_the_standard_library_of_python_3_8() -> None:
    source = Path(v.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    named = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    named |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    old = "__future__ argparse csv hashlib io json os re stat struct sys zipfile zlib base64 typing"
    assert named <= set(old.split())
    assert not {"removeprefix", "removesuffix", "file_digest"} & set(
        source.replace("(", ".").split(".")
    )
