/** Thrown where a resource has another address for good: the path of it, without a query. */
export class Redirect extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`Moved to ${path}`);
    this.path = path;
  }
}
