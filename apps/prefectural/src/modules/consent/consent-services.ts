import { randomUUID } from 'node:crypto';
import type { Grant } from '@juki/grants';
import { legalDateAt } from '@juki/legal-basis';
import type { Bytes, OpenedServices, ServiceParts } from '@juki/subgraph-runtime';
import { type Consent, createConsentRepository } from './consent-repository.ts';

/** Why a consent was not recorded or withdrawn. */
export type ConsentRefusal = 'PERSON_NOT_FOUND' | 'AGENCY_UNKNOWN' | 'CONSENT_UNKNOWN' | 'INPUT_INVALID';

/** What became of it. */
export type ConsentResult =
  | { readonly refusal: ConsentRefusal; readonly consent: null }
  | { readonly refusal: null; readonly consent: Consent };

/** What is recorded of a person who was found. */
export interface GivenConsent {
  readonly key: string;
  readonly ref: Bytes | null;
  readonly agency: string;
  readonly caseNumber: string;
  readonly affair: string;
  readonly from: string;
  readonly to: string | null;
}

/** The consents of a prefecture, for the resolvers and for the scope of every operation. */
export interface ConsentServices {
  /** The persons whom an operation may reach: who consented, under a purpose that needs it; `null` under any other. */
  onlyPersons(grant: Grant): Promise<readonly Bytes[] | null>;
  list(grant: Grant, caseNumber: string): Promise<readonly Consent[]>;
  record(grant: Grant, given: GivenConsent): Promise<ConsentResult>;
  withdraw(grant: Grant, id: string): Promise<ConsentResult>;
}

/** The provision that lets an affair use what the person consented to. */
const consentProvision = 'juki-30-15-1-3';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const keyForm = /^[A-Za-z0-9._:/-]{8,64}$/;
const caseForm = /^[A-Za-z0-9./-]{1,64}$/;
const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Opens the consents on file (30条の15第1項3号). */
export function openConsent({ writer, catalogue, clock }: ServiceParts): OpenedServices<ConsentServices> {
  const repository = createConsentRepository(writer);
  const provision = catalogue.provision(consentProvision)?.id;

  function needsConsent(purpose: string): boolean {
    const grants = catalogue.purpose(purpose)?.grants ?? [];
    return provision !== undefined && grants.some((held) => catalogue.covers(provision, held.provision));
  }

  function isFormed({ key, caseNumber, affair, from, to }: GivenConsent): boolean {
    const period = dayForm.test(from) && (to === null || (dayForm.test(to) && to >= from));
    return period && keyForm.test(key) && caseForm.test(caseNumber) && affair.trim() !== '' && affair.length <= 300;
  }

  const services: ConsentServices = {
    async onlyPersons({ purpose, scope, actor, case: caseNumber, date }) {
      if (!needsConsent(purpose)) return null;
      if (scope.reach !== 'own-prefecture' || caseNumber === null) return [];
      const { prefecture } = scope;
      return repository.consented({ prefecture, agency: actor.agency, caseNumber, day: date });
    },
    list: (grant, caseNumber) => repository.list(prefectureOf(grant), caseNumber),
    async record(grant, given) {
      const prefecture = prefectureOf(grant);
      const agency = catalogue.agency(given.agency);
      if (agency?.tier !== 'prefecture' || agency.prefecture !== prefecture) return refused('AGENCY_UNKNOWN');
      if (!isFormed(given)) return refused('INPUT_INVALID');
      if (given.ref === null) return refused('PERSON_NOT_FOUND');
      const consent = await repository.record({
        ...given,
        ref: given.ref,
        prefecture,
        id: randomUUID(),
        operator: grant.actor.operator,
        at: new Date(clock()),
      });
      return consent ? { refusal: null, consent } : refused('INPUT_INVALID');
    },
    async withdraw(grant, id) {
      const prefecture = prefectureOf(grant);
      if (!uuid.test(id) || !(await repository.find(prefecture, id))) return refused('CONSENT_UNKNOWN');
      await repository.withdraw(prefecture, id, grant.actor.operator, legalDateAt(clock()));
      const consent = await repository.find(prefecture, id);
      return consent ? { refusal: null, consent } : refused('CONSENT_UNKNOWN');
    },
  };
  return { services, workers: [], close: async () => undefined };
}

/** The register is kept by a governor's own staff, so its scope names a prefecture; no other has one. */
function prefectureOf({ scope }: Grant): string {
  return scope.reach === 'own-prefecture' ? scope.prefecture : '';
}

function refused(refusal: ConsentRefusal): ConsentResult {
  return { refusal, consent: null };
}
