export {
  createMachineClient,
  type MachineClient,
  type MachineClientOptions,
  type MachineKey,
} from './create-machine-client.ts';
