import type { Hop } from "../send-request.ts";
import type { Problem } from "./check.ts";

interface RedirectCheck {
  readonly id: string;
  readonly find: (hops: readonly Hop[], last: Hop) => Problem | undefined;
}

const isPermanent = ({ status }: Hop) => status === 301 || status === 308;

/** What is wrong with the redirects that a reader followed. */
export const REDIRECT_CHECKS: readonly RedirectCheck[] = [
  {
    id: "redirect-to-http",
    find: (hops) => {
      const unsafe = hops.find(({ from, to }) => from.startsWith("https:") && to.startsWith("http:"));
      return unsafe && { problem: `redirects from https to ${unsafe.to}`, advice: "redirect to https" };
    },
  },
  {
    id: "redirect-chain",
    find: (hops, { to }) =>
      hops.length > 1
        ? { problem: `redirects ${hops.length} times to reach ${to}`, advice: "redirect there at once" }
        : undefined,
  },
  {
    id: "redirect-temporary",
    find: (hops, { to }) => {
      const temporary = hops.find((hop) => !isPermanent(hop));
      return (
        temporary && {
          problem: `redirects with ${temporary.status} to ${to}`,
          advice:
            "serve the feed at this address, or answer 301; a temporary redirect is followed at every request",
        }
      );
    },
  },
  {
    id: "redirect",
    find: (hops, { to }) =>
      hops.length === 1 && hops.every(isPermanent)
        ? {
            problem: `redirects permanently to ${to}`,
            advice:
              "keep the redirect, and name only the new address in pages and lists; some readers never change theirs",
          }
        : undefined,
  },
];
