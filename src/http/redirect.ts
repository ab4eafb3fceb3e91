/** Thrown where a resource has moved permanently to another path of this host; the query stays. */
export class Redirect extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`Moved to ${path}`);
    this.path = path;
  }
}
