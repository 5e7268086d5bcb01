import type { Coordinate } from '@juki/schema-directives';

/** Every way in which the gate refuses a graph, with its meaning. */
export const refusals = {
  NOT_COMPOSED: 'Composition itself failed.',
  COMPOSITION_HINT: 'Composition had something to say about our directives; whatever it is, it is not to be ignored.',
  MALFORMED: 'An application of our directives cannot be read.',
  NOT_LINKED: 'A directive of our name is used or defined without a link to our specification: composition drops it.',
  RENAMED: 'A directive of ours is imported under another name; one name everywhere, or readers go astray.',
  APPLICATION_LOST:
    'An application in the SDL does not stand in the supergraph: a forgotten @composeDirective, for one.',
  APPLICATIONS_DIFFER:
    'Subgraphs declare a coordinate with different applications; composition would merge them into alternatives.',
  UNRULED: 'A coordinate carries neither @legalBasis nor @structural.',
  MUTATION_WITHOUT_BASIS: 'A mutation names no legal basis; every purpose that does more than read could call it.',
  CONTRADICTORY: 'A coordinate says both that it carries personal data and that it carries none.',
  SEVERAL_RESOLVERS:
    'A field with a legal basis could be answered by several subgraphs: @shareable, @override, @provides.',
  KEY_NOT_PSEUDONYMOUS: 'A key carries personal data; it would travel in every representation.',
  KEY_NOT_INACCESSIBLE: 'A key can be asked for by callers.',
  READS_WITHOUT_BASIS:
    'A field reads another, by @requires, that needs a basis or gives an item which the reading field lacks.',
  CONTEXT_UNSUPPORTED: '@context and @fromContext hand values around that no rule follows.',
  BASIS_ONLY_ON_INTERFACE: 'A legal basis stands on an interface and not on the type that answers.',
  SECOND_HOP_SHARED: 'What stands behind a second hop is answered through an interface or a union as well.',
  OPAQUE_SCALAR: 'A scalar that says nothing of its content (no @specifiedBy) carries personal data.',
  NOT_NULLABLE: 'A field that may be withheld is not nullable; refusing it would remove its parent.',
  UNKNOWN_PROVISION: 'A legal basis names a provision that the catalogue does not have.',
  NOT_A_PERMISSION: 'A legal basis names a prohibition.',
  UNKNOWN_ITEM: '@item names an item that the catalogue does not have.',
  ITEM_MISSING: 'A leaf with a legal basis does not say which item it carries.',
  ITEM_WITHOUT_BASIS: 'A coordinate carries an item and no legal basis.',
} as const;

/** A code of {@link refusals}. */
export type RefusalCode = keyof typeof refusals;

/** One reason why a graph is refused. */
export interface Refusal {
  readonly code: RefusalCode;
  /** `null` where only the whole shows it. */
  readonly subgraph: string | null;
  readonly coordinate: Coordinate | null;
  readonly message: string;
}
