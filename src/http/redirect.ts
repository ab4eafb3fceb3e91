/** Thrown where a resource has moved permanently to another path of this host. */
export class Redirect extends Error {
  readonly path: string;
  /** Whether the query of the request follows the path; not where the path brings a query of its own. */
  readonly keepsQuery: boolean;

  constructor(path: string, { keepsQuery = true } = {}) {
    super(`Moved to ${path}`);
    this.path = path;
    this.keepsQuery = keepsQuery;
  }
}

/** @throws {Redirect} to `target`, where a store has one for an address */
export function requireNotMoved(target: string | undefined): void {
  if (target !== undefined) throw new Redirect(target, { keepsQuery: false });
}
