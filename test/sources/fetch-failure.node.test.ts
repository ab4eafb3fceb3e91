import { expect, it } from "vitest";
import { fetchFailure } from "../../src/sources/fetch-failure.ts";

it.each([
  ["UND_ERR_CONNECT_TIMEOUT", /cannot be connected to in time/],
  ["WHOLE_TIMEOUT", /does not answer in time/],
  ["CERT_HAS_EXPIRED", /expired/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", /nobody known signed/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /nobody known signed/],
  ["CERT_NOT_YET_VALID", /no valid certificate/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /does not speak TLS/],
  ["EWHATEVER", /cannot be fetched \(EWHATEVER\)/],
])("fetchFailure() says what %s means", (code, why) => {
  expect(fetchFailure(code)).toMatch(why);
});
