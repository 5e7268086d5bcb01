import type { RegistryContext } from '@juki/subgraph-runtime';
import type { WithRegister } from '../register-services.ts';
import type { RegisterEntry } from '../resident.ts';

/** 基礎年金番号 is opened only where it is asked for; the other items are properties of the row. */
export const MunicipalRegisterEntry = {
  basicPensionNumber(
    { ref, basicPensionNumberSealed }: RegisterEntry,
    _none: unknown,
    { services }: RegistryContext<WithRegister>,
  ): string | null {
    const { crypto } = services['resident-register'];
    return basicPensionNumberSealed && crypto.open('basic_pension_number', ref, basicPensionNumberSealed);
  },
};
