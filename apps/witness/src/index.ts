export { createWitnessServer, type WitnessServer, type WitnessServerOptions } from './server.ts';
