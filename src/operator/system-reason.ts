/** What the system's commonest refusals mean, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder; check the name",
  EEXIST: "there is something of that name already; name another",
  EISDIR: "it is a folder; name a file",
  ENOTDIR: "a part of its path is no folder; check the name",
  EACCES: "its permissions forbid it; change them or name another",
  EPERM: "its permissions forbid it; change them or name another",
  EROFS: "it is where nothing can be written; name another place",
  ENOSPC: "the disk is full; make room and try again",
};

/** Returns what `error` of the system means and what to do, or `undefined` when it comes from elsewhere. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return REASONS[code] ?? `the system says ${code}; mend that and try again`;
}

/** Returns the code of a system error, such as `ENOENT`; `undefined` if `error` has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
