import { expect, it } from "vitest";
import { fetchFailure } from "../../src/sources/fetch-failure.ts";

it.each([
  ["UND_ERR_CONNECT_TIMEOUT", /cannot be connected to in time/],
  ["WHOLE_TIMEOUT", /does not answer in time/],
  ["CERT_HAS_EXPIRED", /expired certificate/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", /no known authority/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /no known authority/],
  ["CERT_NOT_YET_VALID", /no valid certificate/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /does not support TLS/],
  ["EWHATEVER", /cannot be fetched \(EWHATEVER\)/],
])("fetchFailure() explains %s", (code, reason) => {
  expect(fetchFailure(code)).toMatch(reason);
});
