import { createWitness, type Witness, type WitnessAnswer } from '../witness/create-witness.ts';
import type { AuditWriter } from '../writer.ts';
import { createAuditPool } from './create-audit-pool.ts';
import { createAuditWriter } from './create-audit-writer.ts';
import { createLogReader, type LogReader } from './create-log-reader.ts';
import { type CheckpointSigner, createSequencer } from './create-sequencer.ts';
import { type LogAnswer, logHttpHandler } from './log-http-handler.ts';
import { nodeSha256, nodeVerifySignature } from './node-crypto.ts';
import { collectCosignatures } from './witness/collect-cosignatures.ts';
import { createCosignatureStore } from './witness/cosignature-store.ts';
import type { WitnessSettings } from './witness/parse-witness-settings.ts';
import { watchWindow } from './witness/watch-window.ts';
import { createWitnessStore } from './witness/witness-store.ts';
import { type WitnessWindow, withinWitnessWindow, witnessLimits } from './witness/witness-window.ts';

/** Connection strings of a log store, each of a login with one role. */
export interface LogStoreUrls {
  readonly writer: string;
  readonly sequencer: string;
  readonly reader: string;
  readonly witness: string;
}

/** What happens to a log that its operator should hear of. */
export type LogTrouble =
  | { readonly kind: 'sequencer-failed'; readonly body: string; readonly fault: unknown }
  | { readonly kind: 'witness-failed'; readonly body: string; readonly witness: string; readonly fault: unknown }
  /** Un-witnessed for longer than one of {@link witnessLimits}; told once for each. */
  | { readonly kind: 'unwitnessed'; readonly body: string; readonly ageMs: number }
  /** A log of others showed us two histories. */
  | { readonly kind: 'contradiction'; readonly origin: string; readonly note: string };

/** What a process that keeps logs is told. */
export interface KeepLogsOptions {
  readonly urls: LogStoreUrls;
  readonly bodies: readonly string[];
  readonly signerFor: (body: string) => CheckpointSigner;
  readonly witnessing: WitnessSettings;
  /** The key with which this process cosigns, where it is a witness itself. */
  readonly cosigner: () => CheckpointSigner;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onTrouble: (trouble: LogTrouble) => void;
}

/** The logs of some bodies in one process: written, ordered, signed, cosigned, published, read. */
export interface LogKeeper {
  readonly writer: AuditWriter;
  readonly reader: LogReader;
  readonly window: WitnessWindow;
  /** Answers `GET /log/…`. */
  readonly published: (path: string) => Promise<LogAnswer>;
  /** Answers `POST …/add-checkpoint` of other logs; `null` where this process is no witness. */
  readonly addCheckpoint: ((body: string) => Promise<WitnessAnswer>) | null;
  start(): void;
  /** Waits for what was appended, orders it, then closes. */
  close(): Promise<void>;
}

/** Milliseconds between two rounds to the witnesses. */
const roundMs = 500;

/** Puts together all that keeps logs: one call for gateway and tiers alike. */
export function keepLogs(options: KeepLogsOptions): LogKeeper {
  const { urls, bodies, signerFor, clock, onTrouble } = options;
  const { witnesses, quorum, self } = options.witnessing;
  const pool = createAuditPool(urls.witness, 'juki-audit-witness');
  const store = createCosignatureStore(pool);
  const policy = { witnesses: witnesses.map(({ key }) => key.name), quorum };
  const window = watchWindow(store, policy, clock);
  const plain = createAuditWriter({ url: urls.writer });
  const reader = createLogReader({ url: urls.reader });
  const witnessed = witnesses.length > 0;
  const published = logHttpHandler(reader, policy);
  const sequencer = createSequencer({
    url: urls.sequencer,
    bodies,
    signerFor,
    onFailure: (body, fault) => onTrouble({ kind: 'sequencer-failed', body, fault }),
  });
  const told = troublesTold();
  const collecting = {
    sha256: nodeSha256,
    verifySignature: nodeVerifySignature,
    store,
    source: (body: string) => reader.source(body),
    witnesses,
    onAsked: (body: string, witness: string, fault?: unknown) => {
      if (told.isNew(`witness ${body} ${witness}`, fault !== undefined)) {
        onTrouble({ kind: 'witness-failed', body, witness, fault });
      }
    },
  };
  const witness = self && witnessOf(self, pool, options);
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let running = false;

  async function visit(body: string): Promise<void> {
    try {
      await collectCosignatures(collecting, body);
      await window.refresh(body);
      told.isNew(`store ${body}`, false);
    } catch (fault) {
      if (told.isNew(`store ${body}`, true)) onTrouble({ kind: 'witness-failed', body, witness: '-', fault });
    }
    const ageMs = window.age(body);
    for (const [limit, ms] of Object.entries(witnessLimits)) {
      if (told.isNew(`${limit} ${body}`, ageMs >= ms)) onTrouble({ kind: 'unwitnessed', body, ageMs });
    }
  }

  function turn(): void {
    round = Promise.all(bodies.map(visit)).then(() => {
      if (running) timer = setTimeout(turn, roundMs);
    });
  }

  return {
    writer: witnessed ? withinWitnessWindow(plain, window) : plain,
    reader,
    window,
    published,
    addCheckpoint: witness && ((body) => witness.addCheckpoint(body)),
    start() {
      if (running) return;
      running = true;
      sequencer.start();
      if (witnessed) turn();
    },
    async close() {
      running = false;
      await plain.close();
      await sequencer.stop();
      clearTimeout(timer);
      await round;
      await Promise.all([reader.close(), pool.end()]);
    },
  };
}

/** What lasts is told when it begins, and not again before it has ended. */
function troublesTold() {
  const lasting = new Set<string>();
  return {
    isNew(trouble: string, lasts: boolean): boolean {
      const begins = lasts && !lasting.has(trouble);
      if (lasts) lasting.add(trouble);
      else lasting.delete(trouble);
      return begins;
    },
  };
}

function witnessOf(
  { name, watched }: NonNullable<WitnessSettings['self']>,
  pool: ReturnType<typeof createAuditPool>,
  { cosigner, clock, onTrouble }: KeepLogsOptions,
): Witness {
  const signer = cosigner();
  return createWitness({
    logs: watched,
    signer: { name, publicKey: signer.publicKey, sign: (data) => signer.sign(data) },
    store: createWitnessStore(pool),
    clock,
    sha256: nodeSha256,
    verifySignature: nodeVerifySignature,
    onContradiction: ({ origin, note }) => onTrouble({ kind: 'contradiction', origin, note }),
  });
}
