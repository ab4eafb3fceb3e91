/** What is used of a database of Cloudflare D1, in a Worker or through the proxy of wrangler. */
export interface Database {
  prepare(sql: string): Statement;
  /** Runs statements in one transaction and one round trip. */
  batch<Row>(statements: Statement[]): Promise<QueryResult<Row>[]>;
}

/** A statement with its parameters. */
export interface Statement {
  bind(...values: unknown[]): Statement;
  all<Row>(): Promise<QueryResult<Row>>;
}

interface QueryResult<Row> {
  readonly results: Row[];
}
