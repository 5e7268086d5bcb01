export { type CastName, cast, defaultMunicipalities } from './cast.ts';
export type { PersonRows } from './files.ts';
export type { ChangeNotice, RecordRevision, ResidentItems, Sex } from './record-revision.ts';
export { type RegisterEntry, type RegisteredPerson, registered } from './register-entry.ts';
export { defaults, filesBegin, type ResidentsOptions, residents } from './residents.ts';
export type { PersonIdentity, SyntheticPerson } from './synthetic-person.ts';
