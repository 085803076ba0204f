import { describe, expect, it } from '@jest/globals';
import { happened, joined } from '../../mentoring/partners/partner.examples.js';
import {
  accepted,
  ana,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  confirmed,
  declined,
  disputed,
  exchange,
  exchangeId,
  formed,
  lapsed,
  logged,
  pair,
  proposed,
  reflected,
  voided,
} from '../../mentoring/partnerships/partnership.examples.js';
import { document, folded, on } from './folding.examples.js';
import { partnerHome } from './partner-home.js';

type Told = Parameters<typeof on>[1];
const { partnershipId, programId } = pair;

/** What each is asked for, in words: `confirm-exchange 2` is about version 2. */
function waits(...events: Told[]) {
  const homes = folded(partnerHome, on('2026-03-10', ...events));
  const of = (partnerId: string) =>
    document(homes, partnerId).waiting.map(({ what, version }) =>
      version === undefined ? what : `${what} ${version}`,
    );
  return { ana: of(ana.partnerId), bo: of(bo.partnerId) };
}
const open = (...events: Told[]) => document(folded(partnerHome, on('2026-03-10', ...events)), ana.partnerId).open;

const second = exchange({ version: 2, minutes: 45 });
const correctedBy = (by: typeof byAna, counted?: typeof second) => ({
  type: 'ExchangeCorrected',
  data: {
    ...pair,
    ...by,
    before: exchange(),
    after: { ...second, author: by.by },
    reason: 'mistyped',
    ...(counted && { counted }),
  },
});
const withdrawn = (version: number, by = byBo) => ({
  type: 'DisputeWithdrawn',
  data: { ...pair, ...by, exchangeId, version },
});
const voidingConfirmed = {
  type: 'VoidingConfirmed',
  data: { ...pair, ...byBo, exchangeId, version: 2, counted: exchange() },
};

const nothing = { ana: [], bo: [] };

describe('a partner who has joined', () => {
  it('has a page with nothing on it', () => {
    const place = { programId, partnerId: ana.partnerId, personId: ana.personId };
    const home = { ...place, open: [], waiting: [] };
    expect(document(folded(partnerHome, on('2026-03-02', joined(place))))).toEqual(home);
    expect(document(folded(partnerHome, on('2026-03-02', happened('PartnerInvited', place))))).toEqual(home);
  });
});

describe('a proposal', () => {
  it('waits for the answer of both, until it expires', () => {
    const homes = folded(partnerHome, on('2026-03-10T08:00:00.000Z', proposed));
    for (const { partnerId } of [ana, bo])
      expect(document(homes, partnerId).waiting).toEqual([
        { what: 'answer-proposal', partnershipId, since: '2026-03-10T08:00:00.000Z', until: '2026-03-10' },
      ]);
  });

  it('waits for the other when one has accepted', () => {
    expect(waits(proposed, accepted(byAna))).toEqual({ ana: [], bo: ['answer-proposal'] });
    expect(waits(...formed)).toEqual(nothing);
  });

  it('that is declined or lapses waits for nobody', () => {
    for (const end of [declined, lapsed]) {
      expect(waits(proposed, accepted(byAna), end)).toEqual(nothing);
      expect(open(proposed, end)).toEqual([]);
    }
  });

  it('is open as a partnership is, until it is closed', () => {
    expect(open(proposed)).toEqual([partnershipId]);
    expect(open(...formed, closureBegun)).toEqual([partnershipId]);
    expect(open(...formed, closureBegun, closed)).toEqual([]);
  });
});

describe('an exchange', () => {
  it('that was logged waits for the other to confirm it', () => {
    expect(waits(...formed, logged())).toEqual({ ana: [], bo: ['confirm-exchange 1'] });
    expect(waits(...formed, logged(), confirmed())).toEqual(nothing);
  });

  it('that is disputed waits for its author, and for the other again when the dispute is withdrawn', () => {
    expect(waits(...formed, logged(), disputed())).toEqual({ ana: ['answer-dispute 1'], bo: [] });
    expect(waits(...formed, logged(), disputed(), withdrawn(1))).toEqual({ ana: [], bo: ['confirm-exchange 1'] });
  });

  it('that is corrected waits for who did not correct it, whoever wrote it before', () => {
    expect(waits(...formed, logged(), correctedBy(byAna))).toEqual({ ana: [], bo: ['confirm-exchange 2'] });
    expect(waits(...formed, logged(), correctedBy(byBo))).toEqual({ ana: ['confirm-exchange 2'], bo: [] });
    expect(waits(...formed, logged(), disputed(), correctedBy(byAna))).toEqual({ ana: [], bo: ['confirm-exchange 2'] });
    expect(waits(...formed, logged(), confirmed(), correctedBy(byBo, exchange()))).toEqual({
      ana: ['confirm-exchange 2'],
      bo: [],
    });
  });

  it('that never counted waits for nobody when it is voided', () => {
    expect(waits(...formed, logged(), voided(2))).toEqual(nothing);
    expect(waits(...formed, logged(), disputed(), voided(2))).toEqual(nothing);
  });

  it('that counts waits, when it is voided, for the other to confirm that', () => {
    const voiding = [...formed, logged(), confirmed(), voided(2, exchange())];
    expect(waits(...voiding)).toEqual({ ana: [], bo: ['confirm-exchange 2'] });
    expect(waits(...voiding, voidingConfirmed)).toEqual(nothing);
  });

  it('whose voiding is disputed waits for who voided it, and for the other again when the dispute is withdrawn', () => {
    const disputedVoiding = [...formed, logged(), confirmed(), voided(2, exchange()), disputed(2)];
    expect(waits(...disputedVoiding)).toEqual({ ana: ['answer-dispute 2'], bo: [] });
    expect(waits(...disputedVoiding, withdrawn(2))).toEqual({ ana: [], bo: ['confirm-exchange 2'] });
  });

  it('does not stand in the way of another', () => {
    const other = exchange({ exchangeId: 'another', author: bo.partnerId });
    expect(waits(...formed, logged(), logged(other), confirmed())).toEqual({ ana: ['confirm-exchange 1'], bo: [] });
  });

  it('still waits when the partnership is closed: it can be confirmed then', () => {
    expect(waits(...formed, logged(), closureBegun, closed)).toEqual({ ana: [], bo: ['confirm-exchange 1'] });
  });
});

describe('a partnership that is closing', () => {
  it('asks those for a reflection who have not submitted one', () => {
    expect(waits(...formed, closureBegun)).toEqual({ ana: ['reflect'], bo: ['reflect'] });
    expect(waits(...formed, closureBegun, reflected(byAna))).toEqual({ ana: [], bo: ['reflect'] });
    const begun = { ...closureBegun, data: { ...closureBegun.data, reflectionsOf: [bo.partnerId] } };
    expect(waits(...formed, reflected(byBo), begun)).toEqual({ ana: ['reflect'], bo: [] });
  });

  it('asks until the grace ends, or it is closed without', () => {
    const homes = folded(partnerHome, on('2026-03-10', ...formed, closureBegun));
    expect(document(homes, ana.partnerId).waiting[0]).toMatchObject({ until: '2026-03-24' });
    expect(waits(...formed, closureBegun, closed)).toEqual(nothing);
  });
});
