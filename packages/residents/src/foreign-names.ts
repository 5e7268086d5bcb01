import type { Sex } from './record-revision.ts';

type NonEmpty<T> = readonly [T, ...T[]];

/** Names of foreign residents as on a 在留カード: Latin capitals, family name first. Our own choice of common names. */
export interface ForeignNames {
  readonly family: NonEmpty<string>;
  readonly given: Readonly<Record<Sex, NonEmpty<string>>>;
}

/** One list per writing tradition, so that families do not mix them. */
export const foreignNames: NonEmpty<ForeignNames> = [
  {
    family: ['NGUYEN', 'TRAN', 'LE', 'PHAM', 'HOANG', 'VU', 'DANG'],
    given: {
      FEMALE: ['THI LAN', 'THI HOA', 'THU HA', 'NGOC ANH', 'THI MAI', 'PHUONG LINH'],
      MALE: ['VAN AN', 'VAN DUC', 'MINH TUAN', 'QUANG HUY', 'VAN HUNG', 'DUC ANH'],
    },
  },
  {
    family: ['KIM', 'LEE', 'PARK', 'CHOI', 'JUNG', 'KANG'],
    given: {
      FEMALE: ['JIYEON', 'MINJI', 'SOOYOUNG', 'HYEJIN', 'EUNJI'],
      MALE: ['MINHO', 'JUNSEO', 'SANGWOO', 'JIHOON', 'SEUNGHO'],
    },
  },
  {
    family: ['WANG', 'LI', 'ZHANG', 'LIU', 'CHEN', 'YANG', 'ZHAO'],
    given: {
      FEMALE: ['FANG', 'XIAOMEI', 'YING', 'LIHUA', 'JING'],
      MALE: ['WEI', 'QIANG', 'JIANGUO', 'LEI', 'HAO'],
    },
  },
  {
    family: ['SILVA', 'SANTOS', 'OLIVEIRA', 'SOUZA', 'PEREIRA', 'COSTA'],
    given: {
      FEMALE: ['ANA PAULA', 'MARIA CLARA', 'JULIANA', 'BEATRIZ'],
      MALE: ['LUCAS', 'JOAO PEDRO', 'RAFAEL', 'CARLOS EDUARDO'],
    },
  },
  {
    family: ['SMITH', 'JOHNSON', 'BROWN', "O'NEILL", 'TAYLOR-JONES', 'WALKER'],
    given: {
      FEMALE: ['EMILY ROSE', 'ANNE-MARIE', 'SARAH', 'KATHERINE'],
      MALE: ['JOHN MICHAEL', 'DAVID', 'THOMAS', 'ROBERT JAMES'],
    },
  },
];
