/** Where the specification of our directives lives; versions of one major number are compatible (Apollo link spec v1.0). */
export const specificationUrl = 'https://juki.example/directives/v1.0';

/**
 * The directives: legal basis (根拠条項), structural (個人情報でないもの), item (本人確認情報の項目), second hop (機構への照会: judged
 * under the affair that the catalogue links to the stated one).
 */
export const directiveNames = ['legalBasis', 'structural', 'item', 'secondHop'] as const;

/** Name of one of our directives in the specification; a schema may know it under another name. */
export type DirectiveName = (typeof directiveNames)[number];

/**
 * What every subgraph puts at the head of its SDL, word for word: the link to our specification, the composition of the
 * directives, their definitions. The subgraph's own link to the federation specification must import
 * `@composeDirective`. A subgraph that leaves a line out loses rules silently; the composition gate refuses it.
 */
export const directivesSdl = `extend schema
  @link(url: "${specificationUrl}", import: ["@legalBasis", "@structural", "@item", "@secondHop"])
  @composeDirective(name: "@legalBasis")
  @composeDirective(name: "@structural")
  @composeDirective(name: "@item")
  @composeDirective(name: "@secondHop")

"""
根拠条項: inside one application every provision is needed; of several applications any one suffices.
"""
directive @legalBasis(provisions: [ID!]!) repeatable on OBJECT | INTERFACE | UNION | FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ENUM | ENUM_VALUE | SCALAR

"""
個人情報を含まない: no personal data, open under every purpose.
"""
directive @structural(reason: String!) on OBJECT | INTERFACE | UNION | FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ENUM | ENUM_VALUE | SCALAR

"""
項目: the item of 本人確認情報 that a leaf carries.
"""
directive @item(id: ID!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

"""
第二の照会: judged under the affair that the catalogue links to the stated one (30条の11), and under no other.
"""
directive @secondHop on OBJECT | FIELD_DEFINITION
`;
