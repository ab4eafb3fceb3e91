import { Problem } from "./problem.ts";

/** The longest path that is accepted, in characters as it is sent. */
export const MAX_PATH_LENGTH = 2048;

const CONTROL = /[\u0000-\u001F\u007F]/;

/**
 * Returns the canonical form of `path`: no empty segments, no slash at the end, and everything but ASCII letters,
 * digits, `-._~!*'()` and a literal `+` percent-encoded in upper case (RFC 3986 §6.2.2).
 *
 * @throws {Problem} `bad-path` when it is longer than {@linkcode MAX_PATH_LENGTH}, is not UTF-8 or holds a control character
 */
export function canonicalPath(path: string): string {
  requireLength(path);
  const segments = path.split("/").filter((segment) => segment !== "");
  const canonical = `/${segments.map((segment) => segment.split("+").map(canonicalText).join("+")).join("/")}`;
  requireLength(canonical);
  return canonical;
}

function requireLength(path: string): void {
  if (path.length > MAX_PATH_LENGTH)
    throw new Problem("bad-path", `A path has at most ${MAX_PATH_LENGTH} characters`);
}

function canonicalText(encoded: string): string {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    throw new Problem("bad-path", "Write percent-encoded UTF-8 in the path");
  }
  if (CONTROL.test(text)) throw new Problem("bad-path", "A path holds no control characters");
  return encodeURIComponent(text);
}
