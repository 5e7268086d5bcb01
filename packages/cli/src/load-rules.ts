import type { RuledSchema } from './cli-deps.ts';

/** Reads the compiled snapshot, and the schema that its callers see. Loaded on demand: this takes most of a second. */
export async function loadRules(profile: 'development' | 'service'): Promise<RuledSchema> {
  const [{ createPolicy }, { readSnapshot }] = await Promise.all([
    import('@juki/authorisation'),
    import('@juki/snapshot'),
  ]);
  const { ruleBook, catalogue, hash, clientSchema } = readSnapshot({ profile });
  return { policy: createPolicy({ ruleBook, catalogue, snapshot: hash }), schema: await clientSchema() };
}
