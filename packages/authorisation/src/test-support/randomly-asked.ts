import { parseLegalDate } from '@juki/legal-basis';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { derive } from '../proof/derive.ts';
import { randomQuery } from './random-query.ts';
import { randomCatalogue, randomDay, randomSdl } from './random-world.ts';
import { testCatalogue } from './test-catalogue.ts';
import { testGraph } from './test-graph.ts';

/** A schema with random rules, a catalogue, a day, and whether the body has its ordinance. */
export const randomWorld = fc.record({
  sdl: randomSdl,
  catalogue: randomCatalogue,
  on: randomDay,
  ordinance: fc.boolean(),
});

/** A random world and a valid random query in it. `permits`: whether the law, derived the second way, opens a coordinate. */
export const randomlyAsked = fc
  .tuple(randomWorld, fc.gen())
  .map(([{ sdl, catalogue: content, on, ordinance }, g]) => {
    const catalogue = testCatalogue(content);
    const graph = testGraph(sdl, catalogue);
    const view = (under: string) => graph.view({ under, on, ordinances: ordinance ? [under] : [] });
    const { text, variables } = randomQuery(g, graph.schema);
    const derived = derive(catalogue, view('first').purpose, parseLegalDate(on), ordinance);
    const told = () => [sdl, JSON.stringify(content), `${on} ${ordinance}`, text, JSON.stringify(variables)].join('\n');
    return {
      schema: graph.schema,
      g,
      view,
      variables,
      document: parse(text),
      permits: (coordinate: string) => derived(graph.policy.ruleBook.requirements(coordinate)),
      [fc.toStringMethod]: told,
    };
  })
  .filter(({ schema, document }) => validate(schema, document).length === 0);

/** What {@link randomlyAsked} gives. */
export type Asked = typeof randomlyAsked extends fc.Arbitrary<infer T> ? T : never;

/** Limits that no random query reaches; they have tests of their own. */
export const roomyLimits = { depth: 100, selections: 100_000, aliases: 100_000, fragments: 100 };
