/** What common system errors mean, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder; check the name",
  EEXIST: "there is a file or folder of that name already; choose another name",
  EISDIR: "it is a folder; name a file",
  ENOTDIR: "a part of its path is not a folder; check the name",
  EACCES: "its permissions forbid it; change them or name another",
  EPERM: "its permissions forbid it; change them or name another",
  EROFS: "it is where nothing can be written; name another place",
  ENOSPC: "the disk is full; make room and try again",
};

/** Explains a system error and says what to do; returns `undefined` for any other error. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return REASONS[code] ?? `the system reports ${code}; fix that and try again`;
}

/** Returns the code of a system error, such as `ENOENT`; `undefined` if `error` has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
