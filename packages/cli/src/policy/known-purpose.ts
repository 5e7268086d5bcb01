import type { Catalogue, Purpose } from '@juki/legal-basis';
import { UsageFault } from '../usage-fault.ts';

/** The purpose of an id that was typed; throws `UsageFault` with the ids that begin alike. */
export function knownPurpose(catalogue: Catalogue, id: string): Purpose {
  const purpose = catalogue.purpose(id);
  if (purpose) return purpose;
  const alike = [...catalogue.purposes.keys()].filter((known) => id !== '' && known.startsWith(id)).slice(0, 8);
  const hint = alike.length > 0 ? `Did you mean ${alike.join(', ')}?` : 'juki purposes --search TEXT finds ids.';
  throw new UsageFault(`There is no purpose "${id}". ${hint}`);
}
