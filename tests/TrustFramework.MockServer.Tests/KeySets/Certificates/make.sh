#!/usr/bin/env bash
# Creates the certificates and PFX files of this folder, and expected.json: the properties of each RSA key according to openssl.
# Run it manually with OpenSSL 3. The files are committed, so the tests do not require openssl. Every password is "pass phrase".
set -euo pipefail
cd "$(dirname "$0")"
rm -f -- *.pem *.der *.pfx expected.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
days=36500

base64url() { basenc --base64url -w0 | tr -d '='; }
certificate() { openssl req -x509 -new -key "$work/$1.key" -subj "/CN=$1.example" -days "${2:-$days}" -sha256 -out "$1.pem"; }
pfx() { # NAME KEY CERTIFICATE OPTION...
  local name=$1 key=$2 certificate=$3; shift 3
  openssl pkcs12 -export -inkey "$work/$key.key" -in "$certificate.pem" -passout 'pass:pass phrase' -out "$name.pfx" "$@"
}
# TripleDES-SHA1 in Windows terms, the only scheme that the service reads.
des=(-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1)

for bits in 1024 2048 3072 4096; do
  openssl genrsa -out "$work/rsa$bits.key" "$bits"
  certificate "rsa$bits"
  openssl x509 -in "rsa$bits.pem" -outform der -out "rsa$bits.der"
  pfx "rsa$bits-3des" "rsa$bits" "rsa$bits" "${des[@]}"
  pfx "rsa$bits-aes" "rsa$bits" "rsa$bits"
done
rm rsa1024-aes.pfx
openssl ecparam -name prime256v1 -genkey -noout -out "$work/ec.key"
certificate ec
pfx ec-3des ec ec "${des[@]}"
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out "$work/pss.key"
certificate pss
openssl genrsa -out "$work/brief.key" 2048
certificate brief 365
pfx brief-3des brief brief "${des[@]}"

# A chain of three certificates. The PFX file contains them out of order.
openssl genrsa -out "$work/root.key" 2048
certificate root
for level in intermediate leaf; do
  issuer=$([ "$level" = leaf ] && echo intermediate || echo root)
  openssl genrsa -out "$work/$level.key" 2048
  openssl req -new -key "$work/$level.key" -subj "/CN=$level.example" -out "$work/$level.csr"
  openssl x509 -req -in "$work/$level.csr" -CA "$issuer.pem" -CAkey "$work/$issuer.key" -set_serial 2 -days "$days" -sha256 -out "$level.pem"
done
cat root.pem intermediate.pem >"$work/others.pem"
pfx chain-3des leaf leaf -certfile "$work/others.pem" "${des[@]}"
pfx chain-aes leaf leaf -certfile "$work/others.pem"

# Each of these files differs in one property.
pfx rc2 rsa2048 rsa2048 -legacy
pfx no-mac rsa2048 rsa2048 -nomac -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES
pfx sha256-mac rsa2048 rsa2048 -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha256
pfx aes-key rsa2048 rsa2048 -keypbe AES-256-CBC -certpbe PBE-SHA1-3DES -macalg sha1
pfx aes-certificate rsa2048 rsa2048 -keypbe PBE-SHA1-3DES -certpbe AES-256-CBC -macalg sha1
openssl pkcs12 -export -nokeys -in rsa2048.pem -passout 'pass:pass phrase' "${des[@]:2}" -out no-key.pfx
openssl crl2pkcs7 -nocrl -certfile rsa2048.pem -outform der -out pkcs7.der

{
  echo '{'
  for name in rsa2048 rsa3072 rsa4096 leaf; do
    n=$(openssl x509 -in "$name.pem" -noout -modulus | cut -d= -f2 | basenc --base16 -d | base64url)
    kid=$(printf '{"e":"AQAB","kty":"RSA","n":"%s"}' "$n" | openssl dgst -sha256 -binary | base64url)
    x5t=$(openssl x509 -in "$name.pem" -outform der | openssl dgst -sha1 -binary | base64url)
    nbf=$(date -u -d "$(openssl x509 -in "$name.pem" -noout -startdate | cut -d= -f2)" +%s)
    exp=$(date -u -d "$(openssl x509 -in "$name.pem" -noout -enddate | cut -d= -f2)" +%s)
    printf '  "%s": { "n": "%s", "kid": "%s", "x5t": "%s", "nbf": %s, "exp": %s }%s\n' \
      "$name" "$n" "$kid" "$x5t" "$nbf" "$exp" "$([ "$name" = leaf ] || echo ,)"
  done
  echo '}'
} >expected.json
