import { createLoop, logFault, type OpenedServices, personRef, type ServiceParts } from '@juki/subgraph-runtime';
import type { RegisterServices } from '../resident-register/register-services.ts';
import { createRegisterWriter } from '../resident-register/register-writer.ts';
import { eraserRound } from './eraser.ts';
import { messengerRound } from './messenger.ts';
import { createMoveInRepository } from './move-in-repository.ts';
import { createMoveMessageRepository } from './move-message-repository.ts';
import { createMoveNoticeRepository } from './move-notice-repository.ts';
import { createMoveOutRepository } from './move-out-repository.ts';
import type { MoveServices } from './move-services.ts';

/** Opens the module over the register and the intake of changes; its workers send messages and see to erasures. */
export function openMoves(
  parts: Pick<ServiceParts, 'writer' | 'keys' | 'crypto' | 'clock' | 'log' | 'bodies' | 'machineOf'>,
  register: RegisterServices,
  accept: MoveServices['accept'],
): OpenedServices<MoveServices> {
  const { writer, keys, crypto, clock, log, bodies, machineOf } = parts;
  const mac = keys.mac('registry/municipal/index');
  const outs = createMoveOutRepository(writer);
  const ins = createMoveInRepository(writer);
  const notices = createMoveNoticeRepository(writer);
  const onFault = logFault(log, 'moves');
  const messages = createMoveMessageRepository(writer);
  const network = { clock, machineOf, bodies };
  const send = messengerRound({ ...network, messages, services: { outs, ins, crypto }, onFault });
  const messenger = createLoop({ name: 'moves', everyMs: 2_000, run: send, onFault });
  // A day more or less does not matter to anybody, an hour does not to the law.
  const eraser = createLoop({
    name: 'move-erasure',
    everyMs: 600_000,
    run: eraserRound({ ...network, notices }),
    onFault,
  });
  return {
    services: {
      register: register.repository,
      writer: createRegisterWriter(writer),
      outs,
      ins,
      notices,
      crypto,
      connected: bodies.all,
      fingerprint: (filing) => mac.digest(`move\n${JSON.stringify(filing)}`),
      refOf: (residentCode) => personRef(keys, residentCode),
      accept,
      poke: () => messenger.poke(),
    },
    workers: [messenger, eraser],
    close: async () => undefined,
  };
}
