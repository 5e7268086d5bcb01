import { connect, createServer, type Socket } from 'node:net';

/** A wire to the store that can be cut at the worst moment: after the commit, before its answer. */
export interface FlakyProxy {
  readonly port: number;
  /** The next answer of the store is lost, and its connection with it. */
  loseNextAnswer(): void;
  /** Nothing passes any more, in either direction, until {@link mend}: as if the store had vanished. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Makes a proxy on 127.0.0.1 to a port of it. */
export async function flakyProxy(target: number): Promise<FlakyProxy> {
  const sockets = new Set<Socket>();
  let losing = false;
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const store = connect(target, '127.0.0.1');
    const end = () => {
      client.destroy();
      store.destroy();
      sockets.delete(client);
      sockets.delete(store);
    };
    for (const socket of [client, store]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (data) => store.write(data));
    store.on('data', (data) => {
      if (losing) {
        losing = false;
        end();
      } else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    loseNextAnswer() {
      losing = true;
    },
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
    close() {
      destroyAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
