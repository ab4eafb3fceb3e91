/** What went wrong and what to do, by the code of the error; the first that fits is said. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/_CONNECT_TIMEOUT$|^ETIMEDOUT/, "cannot be connected to in time; try again later or raise --timeout"],
  [/_TIMEOUT$/, "does not answer in time; try again later or raise --timeout"],
  [/_MAX_SIZE/, "sends more than is allowed; raise --max-size if that is meant"],
  [/_CONTENT_LENGTH|^UND_ERR_SOCKET|^ECONNRESET/, "breaks off before its announced end; try again later"],
  [/^ENOTFOUND|^ENODATA/, "names a host that does not exist; check it for typing errors"],
  [/^EAI_/, "cannot be looked up, no name server answers; check the network and try again"],
  [/^ECONNREFUSED/, "refuses the connection, nothing listens there; check its host and port"],
  [/^E(HOST|NET)UNREACH/, "cannot be reached, no network leads there; check the network and the address"],
  [/^HPE_|_HEADERS_OVERFLOW/, "does not answer in proper HTTP; check the address"],
  [/^Z_|^ERR_.*BROTLI|^ERR__ERROR/, "sends what cannot be decompressed; save the page and import the file"],
  [
    /^CERT_HAS_EXPIRED/,
    "has a certificate that has expired; save the page with a browser and import the file",
  ],
  [/ALTNAME/, "has the certificate of another host; check the address"],
  [/SELF_SIGNED|UNABLE_TO/, "has a certificate that nobody known signed; save the page and import the file"],
  [/CERT/, "has no valid certificate; save the page with a browser and import the file"],
  [/^EPROTO|TLS|SSL/, "does not speak TLS; write http: where that is meant"],
];

/** Returns what is to be said of an address whose fetching failed with this code. */
export function fetchFailure(code: string): string {
  const [, why] = FAILURES.find(([pattern]) => pattern.test(code)) ?? [];
  return why ?? `cannot be fetched (${code}); save the page with a browser and import the file`;
}
