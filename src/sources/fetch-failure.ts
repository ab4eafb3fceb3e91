/** What happened and what to do, by error code; the first pattern that matches is used. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/_CONNECT_TIMEOUT$|^ETIMEDOUT/, "cannot be connected to in time; try again later or raise --timeout"],
  [/^UNANSWERED/, "closes the connection without an answer; try again later"],
  [/_TIMEOUT$/, "does not answer in time; try again later or raise --timeout"],
  [/_MAX_SIZE/, "sends more than is allowed; import it with a higher --max-size if that is intended"],
  [/_CONTENT_LENGTH|^UND_ERR_SOCKET|^ECONNRESET/, "sends less than its announced length; try again later"],
  [/^ENOTFOUND|^ENODATA/, "names a host that does not exist; check it for typing errors"],
  [/^EAI_/, "cannot be looked up, no name server answers; check the network and try again"],
  [/^ECONNREFUSED/, "refuses the connection, nothing listens there; check its host and port"],
  [/^E(HOST|NET)UNREACH/, "cannot be reached, there is no route to it; check the network and the address"],
  [/^HPE_|_HEADERS_OVERFLOW/, "does not answer in valid HTTP; check the address"],
  [
    /^Z_|^ERR_.*BROTLI|^ERR__ERROR/,
    "sends data that cannot be decompressed; save the page and import the file",
  ],
  [/^CERT_HAS_EXPIRED/, "has an expired certificate; save the page with a browser and import the file"],
  [/ALTNAME/, "has the certificate of another host; check the address"],
  [/SELF_SIGNED|UNABLE_TO/, "has a certificate of no known authority; save the page and import the file"],
  [/CERT/, "has no valid certificate; save the page with a browser and import the file"],
  [/^EPROTO|TLS|SSL/, "does not support TLS; write http: if that is intended"],
];

/** Returns why a request failed with this error code and what to do, to be put behind the address. */
export function fetchFailure(code: string): string {
  const [, reason] = FAILURES.find(([pattern]) => pattern.test(code)) ?? [];
  return reason ?? `cannot be fetched (${code}); save the page with a browser and import the file`;
}
