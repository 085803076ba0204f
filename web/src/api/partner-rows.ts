import type { PartnerRow } from './types';

/** Of one who is invited and has not joined, nothing is known yet but who they are. */
export type AnyPartnerRow = Pick<PartnerRow, 'partnerId' | 'personId' | 'name' | 'status'> & Partial<PartnerRow>;

const NOTHING_SAID = {
  generation: '',
  unit: '',
  site: '',
  timeZone: '',
  languages: [],
  methods: [],
  learningStyles: [],
  availability: [],
  capacity: 0,
  active: 0,
  proposals: 0,
  matched: false,
  offers: [],
  wants: [],
};

export const whole = <T extends AnyPartnerRow>(row: T): T & PartnerRow => ({ ...NOTHING_SAID, ...row });
