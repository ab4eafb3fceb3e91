import { env } from "cloudflare:workers";

/** What one round trip to the database cost. */
export interface RoundTrip {
  /** How many queries it ran. */
  readonly queries: number;
  readonly rowsRead: number;
  /** How long the queries took, in milliseconds. */
  readonly duration: number;
}

/** The header of an answer with the round trips that it took, as JSON. */
const ROUND_TRIPS = "Bench-Round-Trips";

let trips: RoundTrip[] = [];
const session = Object.getPrototypeOf(env.DB?.withSession() ?? {}) as Pick<D1DatabaseSession, "batch">;
const { batch } = session;
session.batch = async function <Row>(this: unknown, statements: D1PreparedStatement[]) {
  const results = await batch.call<unknown, [D1PreparedStatement[]], Promise<D1Result<Row>[]>>(
    this,
    statements,
  );
  trips.push({
    queries: results.length,
    rowsRead: results.reduce((sum, { meta }) => sum + meta.rows_read, 0),
    duration: results.reduce((sum, { meta }) => sum + meta.duration, 0),
  });
  return results;
};

// It reads the binding when it is imported.
const { default: worker } = await import("../src/worker.ts");

/** The Worker, whose answers say what they cost the database. One request at a time. */
export default {
  async fetch(request: Request, _env: unknown, context: ExecutionContext): Promise<Response> {
    trips = [];
    const answer = await worker.fetch(request, _env, context);
    const response = new Response(answer.body, answer);
    response.headers.set(ROUND_TRIPS, JSON.stringify(trips));
    return response;
  },
};
