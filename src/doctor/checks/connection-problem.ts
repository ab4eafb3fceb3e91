import { fetchFailure } from "../../sources/fetch-failure.ts";
import { type Failure, MAX_BYTES, PRIVATE_NETWORK, REDIRECT_LOOP } from "../send-request.ts";
import type { Problem } from "./check.ts";

type Row = readonly [id: string, code: RegExp, problem: string, advice: string];

const RENEW = "install one that readers accept, such as that of Cloudflare or of Let's Encrypt";

/** What the code of an error means for readers; the first pattern that matches is used. */
const ROWS: readonly Row[] = [
  [
    "private-network",
    RegExp(`^${PRIVATE_NETWORK}$`),
    "leads into a private network",
    "readers are not in it; serve the feed on the Internet, or add --allow-private if that is intended",
  ],
  [
    "redirect-loop",
    RegExp(`^${REDIRECT_LOOP}$`),
    "redirects in a circle, or more than 10 times",
    "serve the feed at its address",
  ],
  ["size", /_MAX_SIZE/, `is larger than ${MAX_BYTES / 1_000_000} MB`, "send fewer entries"],
  ["certificate", /^CERT_HAS_EXPIRED/, "has an expired certificate", `renew it, or ${RENEW}`],
  [
    "certificate",
    /^CERT_NOT_YET_VALID/,
    "has a certificate that is not valid yet",
    "check the clock of the server",
  ],
  [
    "certificate",
    /ALTNAME/,
    "has the certificate of another host",
    "add the host to the certificate, or give the address that the certificate names",
  ],
  ["certificate", /SELF_SIGNED/, "has a self-signed certificate", RENEW],
  [
    "certificate",
    /UNABLE_TO|ISSUER/,
    "has a certificate of no known authority, or sends it without the intermediate one",
    RENEW,
  ],
  ["certificate", /CERT/, "has a certificate that is not valid", RENEW],
  [
    "tls",
    /^EPROTO|TLS|SSL/,
    "does not support TLS",
    "serve it over https, or give an address that begins with http:",
  ],
];

/** Explains why there was no response, or only a part of one. */
export function connectionProblem({ code, hasAnswered }: Pick<Failure, "code" | "hasAnswered">): Problem & {
  readonly id: string;
} {
  const [id, , problem, advice] = ROWS.find(([, pattern]) => pattern.test(code)) ?? [];
  if (id !== undefined && problem !== undefined && advice !== undefined) return { id, problem, advice };
  if (/_TIMEOUT$/.test(code))
    return {
      id: "timeout",
      problem: "does not answer in time",
      advice: "find out why it is slow; readers wait 10 to 60 seconds",
    };
  if (/^UND_ERR_SOCKET|^ECONNRESET|_CONTENT_LENGTH|^HPE_INVALID_EOF/.test(code)) {
    return hasAnswered
      ? {
          id: "content-length",
          problem: "sends less than its Content-Length",
          advice: "send the length of the body as it is sent, after compression",
        }
      : {
          id: "unreachable",
          problem: "closes the connection without an answer",
          advice: "look into the log of the server",
        };
  }
  const [reason = "", remedy = ""] = fetchFailure(code).split("; ");
  return { id: "unreachable", problem: reason, advice: remedy };
}
