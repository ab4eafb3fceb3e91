import { Client } from "undici";
import { type AddressError, publicConnector, type ReceivedData } from "./public-connector.ts";

/** A connection to one origin. */
export interface Connection {
  readonly client: Client;
  /** What it has received since the last request was begun. */
  readonly received: ReceivedData;
  /** It has answered a request before, so its server may have closed it since. */
  isUsed: boolean;
  addressError: AddressError;
}

/** Connections that are open and not in use, by origin. */
export type Connections = Map<string, Connection>;

interface OpenOptions
  extends Pick<Parameters<typeof publicConnector>[0], "allowPrivate" | "resolve" | "timeout"> {
  readonly maxBytes: number;
  readonly connections?: Connections;
}

/**
 * Returns a connection to `origin` for one request: one that is taken out of `connections`, or else a new one. Errors
 * are about the address that is requested.
 */
export function openConnection(
  origin: string,
  { maxBytes, connections, ...limits }: OpenOptions,
  addressError: AddressError,
): Connection {
  const idle = connections?.get(origin);
  if (idle) {
    connections?.delete(origin);
    return Object.assign(idle, {
      isUsed: true,
      addressError,
      received: Object.assign(idle.received, { head: "", size: 0 }),
    });
  }
  const received = { head: "", size: 0 };
  const connect = publicConnector(limits, received, (problem) => connection.addressError(problem));
  const client = new Client(origin, { connect, maxResponseSize: maxBytes });
  const connection: Connection = { client, received, isUsed: false, addressError };
  return connection;
}

/** Closes every connection that is not in use. */
export async function closeConnections(connections: Connections): Promise<void> {
  const idle = [...connections.values()];
  connections.clear();
  await Promise.all(idle.map(({ client }) => client.destroy()));
}
