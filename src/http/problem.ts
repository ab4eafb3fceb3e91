const PROBLEMS = {
  "bad-path": { status: 400, title: "The path is malformed" },
  "bad-parameter": { status: 400, title: "A parameter has a value that is not allowed" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, title: "This method is not allowed" },
  "internal-error": { status: 500, title: "The service failed" },
} as const satisfies Record<string, { status: number; title: string }>;

/** What can go wrong, as clients hear it. */
export type ProblemType = keyof typeof PROBLEMS;

/** Thrown where the client should hear what is wrong, in the words of RFC 9457. */
export class Problem extends Error {
  readonly type: ProblemType;

  constructor(type: ProblemType, detail: string) {
    super(detail);
    this.type = type;
  }

  get status(): number {
    return PROBLEMS[this.type].status;
  }

  /** The members of the problem details object (RFC 9457 §3.1); its type is a URI that never changes. */
  toJSON(): object {
    const { status, title } = PROBLEMS[this.type];
    return {
      type: `tag:lanmu,2026:problem/${this.type}`,
      title,
      status,
      ...(this.message && { detail: this.message }),
    };
  }
}
