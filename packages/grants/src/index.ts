export type { Actor, Audience, Grant, Scope } from './grant.ts';
