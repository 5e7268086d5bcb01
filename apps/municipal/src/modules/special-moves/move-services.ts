import type { AccessLedger, Bytes, RegistryCrypto } from '@juki/subgraph-runtime';
import type { RegisterRepository } from '../resident-register/register-repository.ts';
import type { RegisterWriter } from '../resident-register/register-writer.ts';
import type { MoveInRepository } from './move-in-repository.ts';
import type { MoveNoticeRepository } from './move-notice-repository.ts';
import type { MoveOutRepository } from './move-out-repository.ts';

/** 異動 of one person, as the change notifications of this tier take it (`ChangeEvent`). */
export type MoveEvent = Readonly<Record<string, unknown>>;

/** How the CS takes an event. */
export interface MoveEventAnswer {
  readonly outcome: 'ACCEPTED' | 'REFUSED';
}

/** What the flows of this module need. */
export interface MoveServices {
  readonly register: RegisterRepository;
  readonly writer: RegisterWriter;
  readonly outs: MoveOutRepository;
  readonly ins: MoveInRepository;
  readonly notices: MoveNoticeRepository;
  readonly crypto: RegistryCrypto;
  /** Codes of the municipalities that this network reaches. */
  readonly connected: readonly string[];
  /** Keyed hash of a filing: the same key may stand for the same filing only. */
  fingerprint(filing: object): Uint8Array;
  /** The `ref` of whoever has a 住民票コード first; for a person whom the network does not know yet. */
  refOf(residentCode: string): Bytes;
  /** Enters changes into the file and puts them on their way up (30条の6). Safe to repeat by `eventId`. */
  accept(municipalityCode: string, events: readonly MoveEvent[]): Promise<readonly MoveEventAnswer[]>;
  /** Something waits to be sent. */
  poke(): void;
}

/** Where a context holds them. */
export interface WithMoves {
  readonly 'special-moves': MoveServices;
}

/** Who acts for which municipality, and when. */
export interface Acting {
  readonly municipalityCode: string;
  readonly operator: string;
  readonly now: number;
  readonly ledger: AccessLedger;
}
