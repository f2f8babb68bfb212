import { createServer, type Socket, connect as toServer } from 'node:net';

export interface CuttingProxy {
  /** The address of a database, through the proxy. */
  through(url: string): string;
  /** How many connections were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** Stands before a database server and cuts a connection as soon as it asks for something, so many times. */
export async function cuttingProxy(url: string, asks: string, times: number): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url);
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = toServer(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      if (cuts < times && data.includes(asks)) {
        cuts += 1;
        client.destroy();
      } else upstream.write(data);
    });
    upstream.on('data', (data) => client.write(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as { port: number }).port;
  return {
    through: (address) => {
      const target = new URL(address);
      target.hostname = '127.0.0.1';
      target.port = String(own);
      // What is encrypted cannot be looked for.
      target.searchParams.set('sslmode', 'disable');
      return target.href;
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
