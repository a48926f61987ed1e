"""Makes the practice containers beside this file, by docs/EPPB.md and by nothing of the program.

    python3 make-containers.py        (needs the package `cryptography`)

Nothing in them is random, so the same Python gives the same bytes.
"""

import gzip
import hashlib
import io
import json
import os
import struct
import tarfile

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = "A1B2C3D4E5F6G7H8"
COUNTS = {"computers": 3, "users": 2, "groups": 1, "devices": 4, "policies": 1, "rights": 5, "admins": 1}
FILLER = bytes(range(256)) * 4


def manifest(version):
    return {
        "format": version,
        "product": "Endpoint Protector",
        "version": "5.2.0.6",
        "name": f"vector-{version}",
        "description": "Prüfvektor – „test vector“",
        "hostname": "OLD-EPP",
        "machineId": "00112233445566778899aabbccddeeff",
        "createdAt": "2026-11-24T02:00:00.000Z",
        "counts": COUNTS,
        "unknownMember": [1, 2, 3],
    }


def dump():
    lines = []
    for table, count in COUNTS.items():
        for row in range(1, count + 1):
            lines.append(f"INSERT INTO {table} (id, name) VALUES ({row}, 'it''s {table} no {row}; (ü)');\n")
    salt = bytes(range(16)).hex()
    digest = hashlib.scrypt(b"practice", salt=bytes(range(16)), n=1024, r=8, p=1, dklen=32).hex()
    lines.append(
        "INSERT INTO accounts (login, salt, hash, public_keys) "
        f"VALUES ('epproot', '{salt}', '{digest}', '[]');\n"
    )
    return "".join(lines).encode()


def archive(version):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        entries = [
            ("manifest.json", json.dumps(manifest(version)).encode()),
            ("dump.sql", dump()),
            ("sources/a.bin", FILLER),
            ("sources/deeper/b.bin", FILLER[:100]),
        ]
        for name, body in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            entry.mtime = 1_795_485_600
            tar.addfile(entry, io.BytesIO(body))
    return gzip.compress(content.getvalue(), 9, mtime=0)


def version_2(payload=None):
    clear = json.dumps(manifest(2), ensure_ascii=False).encode()
    salt = bytes(range(0x10, 0x20))
    prefix = bytes(range(0x30, 0x37))
    header = b"EPPBPRC2" + struct.pack(">I", len(clear)) + clear + salt + prefix
    key = hashlib.scrypt(KEY.encode(), salt=salt, n=32768, r=8, p=1, maxmem=1 << 26, dklen=32)
    payload = archive(2) if payload is None else payload
    assert 0 < len(payload) <= 1_048_576
    nonce = prefix + struct.pack(">IB", 0, 1)
    return header + AESGCM(key).encrypt(nonce, payload, hashlib.sha256(header).digest())


def main():
    first, second = archive(1), version_2()
    holds = {"counts": COUNTS, "logins": ["epproot"], "fillerBytes": len(FILLER) + 100}
    flipped = bytearray(second)
    flipped[-20] ^= 1
    cases = [
        ("version-1.eppb", first, KEY, {"opens": holds}, "version 1; any key will do"),
        ("version-2.eppb", second, KEY, {"opens": holds}, "version 2, one chunk"),
        ("version-2.eppb", None, "A1B2C3D4E5F6G7H9", {"fault": "wrong-key"}, "another key"),
        ("damaged.eppb", bytes(flipped), KEY, {"fault": "wrong-key"}, "a bit of the only chunk: like a wrong key"),
        ("cut.eppb", second[: len(second) // 2], KEY, {"fault": "wrong-key"}, "cut within the only chunk"),
        ("cut-header.eppb", second[:300], KEY, {"fault": "damaged"}, "cut within the manifest"),
        ("cut-archive.eppb", first[:-200], KEY, {"fault": "damaged"}, "version 1, cut"),
        ("longer-archive.eppb", first + b"more", KEY, {"fault": "damaged"}, "version 1, bytes after its end"),
        ("no-gzip.eppb", version_2(b"not an archive"), KEY, {"fault": "damaged"}, "opens, but holds no archive"),
        ("text.eppb", b"<html>Not a backup</html>\n", KEY, {"fault": "not-a-backup"}, "a page in the place of a file"),
        ("empty.eppb", b"", KEY, {"fault": "not-a-backup"}, "nothing"),
    ]
    listed = []
    for name, body, key, expected, about in cases:
        path = os.path.join(HERE, name)
        if body is not None:
            with open(path, "wb") as file:
                file.write(body)
        with open(path, "rb") as file:
            body = file.read()
        digest = hashlib.sha256(body).hexdigest()
        listed.append({"file": name, "about": about, "size": len(body), "sha256": digest, "key": key, **expected})
    with open(os.path.join(HERE, "containers.json"), "w") as file:
        json.dump(listed, file, indent=2)
        file.write("\n")


main()
