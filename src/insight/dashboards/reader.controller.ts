import { Controller, Get } from '@nestjs/common';
import { dayOf } from '../../kernel/clock.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { partners } from '../read-models/partners.js';
import { Insight } from './insight.js';

export abstract class AuthMode {
  abstract readonly off: boolean;
}

/** What any reader with a key may ask: who they are, and the words of the catalogue. */
@Controller('api')
export class ReaderController {
  constructor(
    private readonly insight: Insight,
    private readonly auth: AuthMode,
  ) {}

  @Get('me')
  @Query({
    may: 'anyone',
    from: ['partners', 'people'],
    summary: 'Who the key is: their roles, and their places in programs.',
  })
  async me(@Reads() reading: Reading) {
    reading.of({});
    const { keyId, personId, grants } = reading.principal;
    const isPartner = grants.some(({ role }) => role === 'partner');
    const own =
      personId === undefined || !isPartner
        ? []
        : (await this.insight.documents.find(partners, { where: { personId }, limit: 100 })).items;
    const places = await Promise.all(
      own.map(async ({ partnerId, programId }) => ({
        partnerId,
        programId,
        programName: (await this.insight.program(programId)).name,
      })),
    );
    const name = personId === undefined ? undefined : (await this.insight.names.of([personId]))(personId);
    return {
      keyId,
      ...(personId === undefined ? {} : { personId, name }),
      organization: { name: await this.insight.organizationName() },
      grants,
      partners: places,
      generations: await this.insight.generations(),
      today: dayOf(this.insight.clock.now()),
      authOff: this.auth.off,
    };
  }

  @Get('skills')
  @Query({ may: 'anyone', from: [], summary: 'The skill catalogue.' })
  async skills(@Reads() reading: Reading) {
    reading.of({});
    return { items: await this.insight.skills() };
  }
}
