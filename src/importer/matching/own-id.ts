/** Returns the id of an entry of this store's own feeds, or `undefined` where it comes from elsewhere. */
export function ownId(sourceId: string | undefined, authority: string): string | undefined {
  const prefix = `tag:${authority}:`;
  const id = sourceId?.startsWith(prefix) ? sourceId.slice(prefix.length) : undefined;
  return id !== undefined && /^[A-Za-z0-9][A-Za-z0-9._~-]*$/.test(id) ? id : undefined;
}
