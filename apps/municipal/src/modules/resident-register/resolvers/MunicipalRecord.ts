import { type IdentityRecord, parseRef, type RegistryContext } from '@juki/subgraph-runtime';
import type { WithRegister } from '../register-services.ts';
import type { RegisterEntry } from '../resident.ts';

/** The further items of the record's 住民票; of the municipality of the record, which is in the caller's scope. */
export const MunicipalRecord = {
  async registerEntry(
    record: IdentityRecord,
    _none: unknown,
    { services, ledger }: RegistryContext<WithRegister>,
  ): Promise<RegisterEntry | null> {
    const ref = parseRef(record.ref);
    if (!ref) return null;
    const { repository } = services['resident-register'];
    const [entry] = await repository.entries(record.municipalityCode, [ref]);
    if (!entry) return null;
    const argument = ledger.holdingOf(record)?.argument ?? null;
    return ledger.holdRow(entry, { ref: record.ref, body: record.municipalityCode, argument });
  },
};
