/** A statement of SQL with its parameters. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

/** A database of Cloudflare D1, as those who write it use it. */
export interface Database {
  /** Runs queries in one transaction and one round trip; returns the rows of each. */
  batch(queries: readonly Query[]): Promise<readonly (readonly unknown[])[]>;
}

/** Returns a query. */
export function query(sql: string, ...parameters: Query["parameters"]): Query {
  return { sql, parameters };
}

/** Runs one query; returns its rows, which have the columns that it names. */
export async function select<Row>(
  db: Database,
  sql: string,
  ...parameters: Query["parameters"]
): Promise<readonly Row[]> {
  const [rows] = await db.batch([query(sql, ...parameters)]);
  return (rows ?? []) as readonly Row[];
}

/** What is used of a binding to a database. */
export interface D1Binding<Statement extends D1Statement<Statement>> {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<readonly { readonly results: readonly unknown[] }[]>;
}

interface D1Statement<Statement> {
  bind(...values: unknown[]): Statement;
}

/** Returns the database of a binding. */
export function d1Database<Statement extends D1Statement<Statement>>(
  binding: D1Binding<Statement>,
): Database {
  return {
    async batch(queries) {
      const statements = queries.map(({ sql, parameters }) => {
        const statement = binding.prepare(sql);
        return parameters.length === 0 ? statement : statement.bind(...parameters);
      });
      return (await binding.batch(statements)).map(({ results }) => results);
    },
  };
}
