"""Makes the vectors in `inspect` beside this file, by docs/EPPB.md and by nothing of the program.

    python3 make-inspect.py

Each is a file of its own: lines `expect: name value`, a blank line, and then the bytes that are to be inspected. What the names mean is in
docs/EPPB.md. Nothing in them is random, so the same Python gives the same bytes.
"""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
import zlib

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "inspect")


def noise(length, seed=b"inspect"):
    out = b""
    number = 0
    while len(out) < length:
        out += hashlib.sha256(seed + number.to_bytes(4, "big")).digest()
        number += 1
    return out[:length]


def write(name, expected, body):
    lines = [f"expect: {key} {value}" for key, value in expected]
    with open(os.path.join(HERE, f"{name}.vector"), "wb") as file:
        file.write(("\n".join(lines) + "\n\n").encode() + body)


def tar(entries, format=tarfile.USTAR_FORMAT):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=format, encoding="utf-8", errors="surrogateescape") as archive:
        for name, body, *more in entries:
            entry = tarfile.TarInfo(name)
            entry.mtime = 1_795_485_600
            for key, value in (more[0] if more else {}).items():
                setattr(entry, key, value)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    return content.getvalue()


def packed(body):
    return gzip.compress(body, 9, mtime=0)


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, body in entries:
            info = zipfile.ZipInfo(name, (2026, 11, 24, 2, 0, 0))
            info.compress_type = compression
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, body)
    return content.getvalue()


def database():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.db")
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE a (x INTEGER)")
        connection.commit()
        connection.close()
        with open(path, "rb") as file:
            return file.read()


MYSQLDUMP = b"""-- MySQL dump 10.13  Distrib 5.7.40, for Linux (x86_64)
--
-- Host: localhost    Database: epp
-- ------------------------------------------------------
/*!40101 SET NAMES utf8 */;

DROP TABLE IF EXISTS `machines`;
CREATE TABLE `machines` (
  `id` int(11) NOT NULL,
  `name` varchar(64) DEFAULT 'it''s; (none)',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
LOCK TABLES `machines` WRITE;
/*!40000 ALTER TABLE `machines` DISABLE KEYS */;
INSERT INTO `machines` VALUES (1,'a\\'b),('),(2,'semi;colon'),(3,NULL);
INSERT INTO `machines` VALUES (4,'x -- y'),(5,'/* z');
/*!40000 ALTER TABLE `machines` ENABLE KEYS */;
UNLOCK TABLES;
CREATE TABLE `empty` (`id` int);
-- Dump completed on 2026-11-24  2:00:00
"""

MANIFEST = {
    "product": "Endpoint Protector",
    "version": "5.2.0.6",
    "name": "vector",
    "description": "",
    "hostname": "OLD-EPP",
    "machineId": "00112233445566778899aabbccddeeff",
    "createdAt": "2026-11-24T02:00:00.000Z",
    "counts": {"computers": 1, "users": 0, "groups": 0, "devices": 0, "policies": 0, "rights": 0, "admins": 0},
}


def practice_1():
    dump = b"INSERT INTO computers (id, name) VALUES (1, 'C:\\');\nINSERT INTO users (id, name) VALUES (1, 'it''s');\n"
    manifest = json.dumps({"format": 1, **MANIFEST}).encode()
    return packed(tar([("manifest.json", manifest), ("dump.sql", dump), ("sources/a.bin", noise(5000))]))


def practice_2(chunks):
    clear = json.dumps({"format": 2, **MANIFEST}).encode()
    return b"EPPBPRC2" + struct.pack(">I", len(clear)) + clear + noise(23) + noise(chunks)


def main():
    os.makedirs(HERE, exist_ok=True)
    for old in os.listdir(HERE):
        if old.startswith("c-"):
            os.remove(os.path.join(HERE, old))
    text = b"some text, and some more of it\n" * 40
    two = [("a/one.txt", b"one\n"), ("a/two.bin", noise(3000))]
    one = practice_1()

    def c(name, container, verdict, body, *more):
        expected = [("layers", container), ("verdict", verdict), ("size", len(body))]
        expected += [("sha256", hashlib.sha256(body).hexdigest()), ("md5", hashlib.md5(body).hexdigest())]
        write(f"c-{name}", expected + list(more), body)

    c("practice-v1", "practice-v1 tar sql", "practice-backup", one,
      ("entries", 3), ("bytes", 5000 + 102 + len(json.dumps({"format": 1, **MANIFEST}))),
      ("rows", "computers 1"), ("rows", "users 1"), ("version", "5.2.0.6 manifest"), ("findings", ""))
    c("practice-v1-cut", "practice-v1 tar sql", "damaged", one[:-300], ("findings", "truncated"), ("at", f"truncated {len(one) - 300}"))
    c("practice-v1-zeros", "practice-v1 tar sql", "damaged", one[:-2000] + bytes(2000),
      ("has", "zeros"), ("has", "truncated"), ("exit", 8))
    c("practice-v1-more", "practice-v1 tar sql", "practice-backup", one + b"more", ("findings", "trailing"), ("at", f"trailing {len(one)}"))
    c("practice-v2", "practice-v2", "practice-backup", practice_2(500), ("version", "5.2.0.6 manifest"), ("findings", ""))
    c("practice-v2-cut", "practice-v2", "damaged", practice_2(10), ("findings", "truncated"))
    c("tar", "tar", "archive", tar(two), ("entries", 2), ("bytes", 3004), ("findings", "format-not-public"))
    c("tar-gnu", "tar", "archive", tar([("d/" + "long" * 60 + ".txt", b"x")], tarfile.GNU_FORMAT),
      ("entries", 1), ("path", "d/" + "long" * 60 + ".txt"))
    c("tar-pax", "tar", "archive", tar([("d/gr\u00f6\u00dfe-" + "long" * 60, b"x", {"mtime": 1.5})], tarfile.PAX_FORMAT),
      ("entries", 1), ("path", "d/gr\u00f6\u00dfe-" + "long" * 60))
    c("tar-cut", "tar", "damaged", tar(two)[:2000], ("has", "truncated"), ("entries", 2), ("exit", 8))
    bad = bytearray(tar(two))
    bad[1024] ^= 1
    c("tar-damaged", "tar", "damaged", bytes(bad), ("has", "damaged"), ("at", "damaged 1024"), ("entries", 1))
    c("tar-more", "tar", "archive", tar(two) + b"x" * 700, ("has", "trailing"), ("entries", 2))
    c("tar-in-gzip-in-tar", "tar gzip tar", "archive", tar([("in.tar.gz", packed(tar(two)))]),
      ("entries", 3), ("path", "in.tar.gz/a/one.txt"))
    c("zip-in-tar", "tar zip", "archive", tar([("in.zip", zipped(two))]), ("has", "looked-no-further"), ("entries", 1))
    c("gzip", "gzip text", "archive", packed(text), ("findings", "format-not-public"))
    c("gzip-members", "gzip text", "archive", packed(text) + packed(text), ("findings", "format-not-public"))
    c("gzip-padding", "gzip text", "archive", packed(text) + bytes(100), ("has", "trailing"), ("exit", 1))
    c("practice-v1-padding", "practice-v1 tar sql", "practice-backup", one + bytes(5000), ("findings", "trailing"), ("exit", 0))
    c("gzip-cut", "gzip text", "damaged", packed(noise(300).hex().encode())[:-40], ("has", "truncated"))
    whole = bytearray(packed(text))
    whole[-5] ^= 1
    c("gzip-sum", "gzip text", "damaged", bytes(whole), ("has", "damaged"))
    c("gzip-name", "gzip sql", "archive",
      b"\x1f\x8b\x08\x08\0\0\0\0\x02\x03dump.sql\0" + zlib.compress(MYSQLDUMP)[2:-4]
      + struct.pack("<II", zlib.crc32(MYSQLDUMP), len(MYSQLDUMP)), ("rows", "machines 5"), ("rows", "empty 0"))
    c("bzip2", "bzip2", "archive", bz2.compress(text), ("has", "looked-no-further"))
    c("xz", "xz", "archive", lzma.compress(text), ("has", "looked-no-further"))
    c("zstd", "zstd", "archive",
      bytes.fromhex("28b52ffd0458c10000736f6d652074657874") + noise(40), ("has", "looked-no-further"))
    c("zip", "zip", "archive", zipped(two), ("entries", 2), ("bytes", 3004), ("findings", "format-not-public"))
    c("zip-stored-dump", "zip sql", "archive", zipped([("dump.sql", MYSQLDUMP)], zipfile.ZIP_STORED),
      ("rows", "machines 5"), ("entries", 1))
    c("zip-cut", "zip", "damaged", zipped(two)[:-30], ("has", "truncated"))
    c("zip-more", "zip", "archive", zipped(two) + noise(50), ("has", "trailing"), ("entries", 2))
    wrong = bytearray(zipped([("dump.sql", MYSQLDUMP)], zipfile.ZIP_STORED))
    wrong[200] ^= 1
    c("zip-sum", "zip sql", "damaged", bytes(wrong), ("has", "damaged"))
    c("zip-empty", "zip", "archive", zipped([]), ("entries", 0))
    c("7z", "7z", "archive", bytes.fromhex("377abcaf271c0004") + noise(100), ("has", "looked-no-further"))
    c("openssl-salted", "openssl-salted", "encrypted", b"Salted__" + noise(72), ("has", "looked-no-further"))
    session = bytes([3]) + noise(8) + bytes([1]) + struct.pack(">H", 2048) + noise(256)
    sealed = bytes([1]) + noise(200)
    c("openpgp", "openpgp", "encrypted",
      bytes([0x85]) + struct.pack(">H", len(session)) + session + bytes([0xD2, 0xC0, len(sealed) - 192]) + sealed,
      ("has", "looked-no-further"))
    c("openpgp-password", "openpgp", "encrypted",
      bytes([0x8C, 13, 4, 9, 3, 8]) + noise(8) + bytes([0x60]) + bytes([0xD2, 0xC0, len(sealed) - 192]) + sealed)
    c("openpgp-armor", "openpgp-armor", "encrypted", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")
    c("age", "age", "encrypted", b"age-encryption.org/v1\n-> X25519 abc\ndef\n--- ghi\n" + noise(100))
    c("age-armor", "age", "encrypted", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n")
    c("luks-1", "luks", "encrypted", b"LUKS\xba\xbe\0\x01aes\0" + noise(600))
    c("luks-2", "luks", "encrypted", b"LUKS\xba\xbe\0\x02" + bytes(6) + noise(600))
    c("sqlite", "sqlite", "not-known", database())
    c("sql", "sql", "not-known", MYSQLDUMP, ("rows", "machines 5"), ("rows", "empty 0"), ("findings", "format-not-public"))
    c("sql-cut", "sql", "not-known", MYSQLDUMP[: MYSQLDUMP.index(b"(4,")], ("rows", "machines 3"))
    c("html", "html", "not-a-backup", b"<!DOCTYPE html>\n<html><title>Log in</title></html>\n", ("findings", "not-a-backup"), ("exit", 12))
    c("html-latin-1", "html", "not-a-backup", "<html><title>Sitzung abgelaufen</title>Bitte \u00f6ffnen Sie die Seite neu.</html>\n".encode("latin-1"), ("exit", 12))
    c("html-utf-16", "html", "not-a-backup", "\ufeff<html><title>Log in</title></html>\n".encode("utf-16-le"), ("exit", 12))
    c("text-latin-1", "text", "not-a-backup", ("Gr\u00f6\u00dfe und Farbe\n" * 20).encode("latin-1"))
    c("text-that-uses", "text", "not-a-backup", b"Use the key that you saved. Insert it into the field.\n")
    c("sql-latin-1", "sql", "not-known", MYSQLDUMP.replace(b"semi;colon", b"gr\xf6\xdfe"), ("rows", "machines 5"))
    c("json", "json", "not-a-backup", b'{"error": "session expired"}\n', ("exit", 12))
    c("pdf", "pdf", "not-a-backup", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", ("exit", 12))
    c("text", "text", "not-a-backup", text, ("exit", 12))
    c("zeros", "zeros", "damaged", bytes(5000), ("findings", "zeros"), ("exit", 8))
    c("zeros-then-noise", "opaque", "not-known", bytes(200_000) + noise(1000), ("has", "zeros"))
    c("empty", "empty", "empty", b"", ("findings", "empty"), ("exit", 12))
    c("one-byte", "opaque", "not-known", b"\xff", ("findings", "format-not-public"))
    c("opaque", "opaque", "not-known", noise(20_000), ("findings", "format-not-public"), ("exit", 1))
    c("opaque-zeros", "opaque", "not-known", noise(20_000) + bytes(5000), ("has", "zeros"), ("at", "zeros 20000"))

    def entry(name, finding, entries, *more):
        c(f"entries-{name}", "gzip tar", "archive", packed(tar(entries)), ("has", finding), *more)

    entry("absolute", "entry-absolute", [("/etc/passwd", b"x")])
    entry("parent", "entry-parent", [("a/../../b", b"x")])
    entry("link", "entry-link", [("a", b"", {"type": tarfile.SYMTYPE, "linkname": "../../etc/shadow"})])
    entry("device", "entry-device", [("a", b"", {"type": tarfile.BLKTYPE})])
    entry("fifo", "entry-device", [("a", b"", {"type": tarfile.FIFOTYPE})])
    entry("same-name", "entry-same-name", [("Dump.sql", b"x"), ("dump.SQL", b"y")])
    entry("direction", "entry-direction", [("backup\u202eqs.txt", b"x")])
    entry("latin-1", "entry-not-utf8", [("gr\udcf6\udcdfe", b"x")], ("path", "gr\u00f6\u00dfe"))
    entry("control", "entry-control", [("a\x1b[31mb\nc", b"x")], ("path", "ab c"))
    bomb = packed(text)
    for _ in range(20):
        bomb = packed(bomb)
    c("nested-deep", " ".join(["gzip"] * 16), "archive", bomb, ("has", "nested-deep"))
    print(len(os.listdir(HERE)), "vectors")


main()
