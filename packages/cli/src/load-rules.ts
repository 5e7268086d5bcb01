import type { RuledSchema } from './cli-deps.ts';

/** Reads the compiled snapshot, and the schema that its callers see. Loaded on demand: this takes most of a second. */
export async function loadRules(profile: 'development' | 'service'): Promise<RuledSchema> {
  const [{ Supergraph }, { createPolicy }, { readSnapshot }] = await Promise.all([
    import('@apollo/federation-internals'),
    import('@juki/authorisation'),
    import('@juki/snapshot'),
  ]);
  const { ruleBook, catalogue, hash, supergraphSdl } = readSnapshot({ profile });
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  return { policy: createPolicy({ ruleBook, catalogue, snapshot: hash }), schema };
}
