import { legalDateAt } from '@juki/legal-basis';
import { createLoop, type Loop, logFault, type ServiceParts } from '@juki/subgraph-runtime';
import { addStep, fingerprintOf } from '../tier/step-repository.ts';
import { type CorrectionCase, caseSteps, casesOf, personByCode, takeCase } from './correction-case-repository.ts';
import { createUpperDesk, type UpperDesk } from './upper-desk.ts';

const everyMs = 60_000;

/** What the relay is made of. */
export type RelayParts = ExchangeParts & Pick<ServiceParts, 'log'>;

/** What a round of it needs. */
export interface ExchangeParts extends Pick<ServiceParts, 'writer' | 'machineOf' | 'clock'> {
  readonly bodies: Pick<ServiceParts['bodies'], 'all'>;
  readonly crypto: Pick<ServiceParts['crypto'], 'locatorKey'>;
}

/**
 * Makes the worker by which each municipality's CS takes over the corrections that are asked of it, and reports what the
 * clerk decided (住民基本台帳法30条の35). It asks each minute, and at once when it is poked. Both directions may be repeated:
 * a case is taken once, and a report that was heard before is left.
 */
export function createCorrectionRelay(parts: RelayParts): Loop {
  const { log } = parts;
  const name = 'correction-relay';
  // At its start a tier comes before the gateway: the first round would ask in vain.
  let started = false;
  return createLoop({
    name,
    everyMs,
    onFault: logFault(log, name),
    run: async (signal) => {
      if (!started) {
        started = true;
        return 'idle';
      }
      await exchangeCorrections(parts, signal);
      return 'idle';
    },
  });
}

/** One round: every municipality takes over and reports, at both tiers. A tier that is down keeps nobody from the other. */
export async function exchangeCorrections(parts: ExchangeParts, signal: AbortSignal): Promise<void> {
  const { bodies, machineOf } = parts;
  const faults: unknown[] = [];
  for (const municipality of bodies.all) {
    for (const tier of ['prefectural', 'national'] as const) {
      if (signal.aborted) return;
      const desk = createUpperDesk(machineOf(municipality), tier);
      try {
        await takeOver(parts, municipality, desk);
        await report(parts, municipality, tier, desk);
      } catch (fault) {
        faults.push(fault);
      }
    }
  }
  if (faults.length > 0) throw faults[0];
}

async function takeOver(
  { writer, crypto, clock }: ExchangeParts,
  municipality: string,
  desk: UpperDesk,
): Promise<void> {
  for (const asked of await desk.asked()) {
    const { residentCode, ...about } = asked;
    const key = residentCode === null ? null : crypto.locatorKey('resident_code', residentCode);
    const ref = key && (await personByCode(writer, municipality, key));
    const reception = { body: asked.origin, number: asked.number };
    await desk.take(reception);
    if (ref === null) {
      const reason = '当市町村の住民票に該当する者がありません。';
      await desk.report(reception, { outcome: 'NOT_CORRECTED', reason, event: null });
      continue;
    }
    const now = clock();
    await takeCase(writer, { ...about, municipality, ref, takenOn: legalDateAt(now), takenAt: now });
  }
}

async function report(
  { writer, clock }: ExchangeParts,
  municipality: string,
  tier: 'prefectural' | 'national',
  desk: UpperDesk,
): Promise<void> {
  for (const decided of await casesOf(writer, municipality)) {
    const { decision, reported, origin, number } = decided;
    if (!decision || reported || tierOf(decided) !== tier) continue;
    await desk.report({ body: origin, number }, decision);
    const now = clock();
    await addStep(
      writer,
      caseSteps,
      [municipality, origin, number],
      {
        key: `reported:${origin}:${number}`,
        fingerprint: fingerprintOf(number),
        kind: 'REPORTED',
        on: legalDateAt(now),
        at: now,
        by: `cs-${municipality}`,
        particulars: {},
      },
      () => null,
    );
  }
}

function tierOf({ origin }: CorrectionCase): 'prefectural' | 'national' {
  return origin === 'jlis' ? 'national' : 'prefectural';
}
