#!/bin/sh
# Makes all the keys of this folder anew. Needs ssh-keygen, openssl and puttygen; PUTTYGEN names another puttygen.
set -eu
cd "$(dirname "$0")"
rm -f -- *.key *.pem *.ppk *.pub
puttygen=${PUTTYGEN:-puttygen}
passphrase=$(mktemp)
printf practice > "$passphrase"

# One key of each type; everything else is the same key in another form.
ssh-keygen -q -t ed25519 -N '' -C 'practice ed25519' -f ed25519.key
ssh-keygen -q -t rsa -b 2048 -N '' -C 'practice rsa' -f rsa.key
for bits in 256 384 521; do
  ssh-keygen -q -t ecdsa -b $bits -N '' -C "practice ecdsa-$bits" -f ecdsa-$bits.key
done

# OpenSSH's own format, encrypted. -a: rounds of bcrypt.
locked() { cp "$1.key" "$2.key"; ssh-keygen -q -p -P '' -N practice -a 4 -Z "$3" -f "$2.key" > /dev/null; }
for type in ed25519 rsa ecdsa-256 ecdsa-384 ecdsa-521; do locked $type $type-locked aes256-ctr; done
locked ed25519 ed25519-cbc aes256-cbc
locked ed25519 ed25519-gcm aes256-gcm@openssh.com
locked ed25519 ed25519-3des 3des-cbc
locked ed25519 ed25519-chacha chacha20-poly1305@openssh.com

# PEM: -m PEM is PKCS#1 and SEC 1, encrypted with the headers of RFC 1421; -m PKCS8 is PKCS#8.
for type in rsa ecdsa-256 ecdsa-384 ecdsa-521; do
  for form in PEM PKCS8; do
    name=$type-$(echo $form | tr A-Z a-z)
    cp $type.key $name.pem
    ssh-keygen -q -p -P '' -N '' -m $form -f $name.pem > /dev/null
    cp $type.key $name-locked.pem
    ssh-keygen -q -p -P '' -N practice -m $form -f $name-locked.pem > /dev/null
  done
done
for cipher in des3 aes192 aes256 camellia128; do
  openssl rsa -traditional -in rsa-pem.pem -$cipher -passout pass:practice -out rsa-pem-$cipher.pem 2> /dev/null
done
for prf in hmacWithSHA1 hmacWithSHA512; do
  openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf $prf -in rsa-pem.pem -passout pass:practice -out rsa-pkcs8-$prf.pem
done
openssl pkcs8 -topk8 -v2 des3 -in rsa-pem.pem -passout pass:practice -out rsa-pkcs8-des3.pem
openssl pkcs8 -topk8 -scrypt -in rsa-pem.pem -passout pass:practice -out rsa-pkcs8-scrypt.pem
openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in rsa-pem.pem -passout pass:practice -out rsa-pkcs8-pbes1.pem
# This ed25519 key is another one: ssh-keygen does not write it as PKCS#8.
openssl genpkey -algorithm ed25519 -out ed25519-pkcs8.pem
openssl pkcs8 -topk8 -v2 aes-256-cbc -in ed25519-pkcs8.pem -passout pass:practice -out ed25519-pkcs8-locked.pem

# PuTTY
ppk() { "$puttygen" "$1.key" -O private --ppk-param "$3" -o "$2.ppk" --new-passphrase "${4:-/dev/null}"; }
for type in ed25519 rsa ecdsa-256 ecdsa-384 ecdsa-521; do
  ppk $type $type-2 version=2
  ppk $type $type-3 version=3
  ppk $type $type-2-locked version=2 "$passphrase"
  ppk $type $type-3-locked version=3,memory=1024,passes=3 "$passphrase"
done
ppk ed25519 ed25519-3-argon2i version=3,kdf=argon2i,memory=1024,passes=3 "$passphrase"
ppk ed25519 ed25519-3-argon2d version=3,kdf=argon2d,memory=1024,passes=3,parallelism=4 "$passphrase"
ppk ed25519 ed25519-3-usual version=3 "$passphrase"

# What cannot be used
ssh-keygen -q -t dsa -N '' -C 'practice dsa' -f dsa.key
cp dsa.key dsa-pem.pem
ssh-keygen -q -p -P '' -N '' -m PEM -f dsa-pem.pem > /dev/null
"$puttygen" dsa.key -O private -o dsa.ppk --new-passphrase /dev/null
"$puttygen" -q -t ed448 -C 'practice ed448' -o ed448.ppk --new-passphrase /dev/null
openssl ecparam -name secp256k1 -genkey -out secp256k1.pem
"$puttygen" rsa.key -O private-sshcom -o rsa-sshcom.key --new-passphrase /dev/null
"$puttygen" rsa.key -O public -o rsa-rfc4716.pub
ssh-keygen -q -s ed25519.key -I practice -n practice -V always:forever ed25519.key.pub
mv ed25519.key-cert.pub ed25519-cert.pub
rm -f -- "$passphrase"
chmod 644 -- *
