/** Which of 7条4号, 8号の2 and 13号 were asked for (住民基本台帳法12条の4第4項). */
export interface AskedItems {
  readonly household: boolean;
  readonly number: boolean;
  readonly code: boolean;
}

/** A person as the municipality of residence notified one (令15条の3第2項). */
export interface CopyPerson {
  readonly name: string;
  readonly nameKana: string | null;
  readonly formerSurname: string | null;
  readonly formerSurnameKana: string | null;
  readonly alias: string | null;
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly residentSince: string | null;
  readonly address: string;
  readonly addressSince: string | null;
  readonly notifiedOn: string | null;
  readonly previousAddress: string | null;
  readonly householder?: boolean | null;
  readonly householderName?: string | null;
  readonly relation?: string | null;
  readonly individualNumber?: string | null;
  readonly residentCode?: string | null;
}

/** The notice (12条の4第3項). */
export interface CopyNotice {
  readonly municipalityName: string;
  readonly notifiedAt: string;
  readonly people: readonly CopyPerson[];
}

const always = `name nameKana formerSurname formerSurnameKana alias birthDate sex residentSince address addressSince
  notifiedOn previousAddress`;

/** The request. It names the fields that were asked for and no others, so that the record of the access says the same. */
export function copyDocument({ household, number, code }: AskedItems): string {
  const items = [
    always,
    ...(household ? ['householder householderName relation'] : []),
    ...(number ? ['individualNumber'] : []),
    ...(code ? ['residentCode'] : []),
  ];
  return `mutation RequestCopy($request: MunicipalWideAreaRequest!) { issue: requestWideAreaIssue(request: $request) {
    outcome notice { municipalityName notifiedAt people { ${items.join(' ')} } } } }`;
}
