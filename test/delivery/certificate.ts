/**
 * A key and its certificate for `localhost`, made for these tests alone and trusted by nothing else:
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const TEST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYtTHc6UHyRoRnHJg
hyREBz5ijvw1Ze+9OPCL0hhJ2b6hRANCAASpIcWLZ99HQGcE3DaZpZTRqnux/AED
qbQ+/pNB1/ks1IttE2fw/I8HU54jOsxXcQVL+4h/XzSSXyRvRvqwGarn
-----END PRIVATE KEY-----
`;

/** The certificate of the key above, valid until 2126. */
export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUUJqGD18JPohm2pIEYbaT++1Mp4IwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE1MTEzMloYDzIxMjYxMDI5
MTUxMTMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASpIcWLZ99HQGcE3DaZpZTRqnux/AEDqbQ+/pNB1/ks1IttE2fw/I8H
U54jOsxXcQVL+4h/XzSSXyRvRvqwGarno28wbTAdBgNVHQ4EFgQUwS1rKrRjFalg
EUjpVj2TU8OAUNcwHwYDVR0jBBgwFoAUwS1rKrRjFalgEUjpVj2TU8OAUNcwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhANbGsRolv2vEAxthQfAxR1X7JR//aMC/LyHWPbC5XIofAiAI
0M2g7jDOgeUOXIlbA0tvAWBlIRlpCkxlmxBujfCE4g==
-----END CERTIFICATE-----
`;
