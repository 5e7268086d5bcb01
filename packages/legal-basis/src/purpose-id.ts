/** Id of a purpose (事務): `juki-b6-2` is 住民基本台帳法別表第六 2項. Ids match exactly, never by case or prefix. */
export type PurposeId = string & { readonly __brand: 'PurposeId' };
