/** The methods that every resource has. */
export const METHODS = "GET, HEAD, OPTIONS";

/** What a kind of problem is answered with, besides its details. */
interface ProblemRow {
  readonly status: number;
  readonly title: string;
  /** How long the answer is fresh, in seconds; absent where it is not to be stored. */
  readonly maxAge?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every kind of problem. Its page's texts are in `messages/`, by the same names. */
const PROBLEMS = {
  "bad-path": { status: 400, title: "The path is malformed", maxAge: 60 },
  "bad-parameter": { status: 400, title: "A parameter has a value that is not allowed", maxAge: 60 },
  "not-found": { status: 404, title: "There is nothing at this address", maxAge: 60 },
  gone: { status: 410, title: "What was at this address was removed", maxAge: 60 },
  "method-not-allowed": {
    status: 405,
    title: "This method is not allowed",
    headers: { Allow: METHODS },
  },
  unavailable: {
    status: 503,
    title: "The service cannot answer now",
    headers: { "Retry-After": "60" },
  },
  "internal-error": { status: 500, title: "The service failed" },
} as const satisfies Record<string, ProblemRow>;

/** A kind of problem, as the last segment of its `type` URI. */
export type ProblemType = keyof typeof PROBLEMS;

/** Thrown where the client is to be told what is wrong, as problem details (RFC 9457). */
export class Problem extends Error {
  readonly type: ProblemType;

  constructor(type: ProblemType, detail: string) {
    super(detail);
    this.type = type;
  }

  get row(): ProblemRow {
    return PROBLEMS[this.type];
  }

  get status(): number {
    return this.row.status;
  }

  /** Returns the members of the problem details object (RFC 9457 §3.1); its type is a URI that never changes. */
  toJSON(): object {
    return {
      type: `tag:lanmu,2026:problem/${this.type}`,
      title: this.row.title,
      status: this.row.status,
      ...(this.message && { detail: this.message }),
    };
  }
}
