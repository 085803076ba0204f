import { Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId } from '../../kernel/ids.js';
import { problemDocument, notFound } from '../../platform/problem-document.js';
import { Problem } from '../../platform/http/problems.js';
import { principalOf } from '../../platform/http/reading.js';
import { actorFor } from '../../platform/security/authorize.js';
import { importRoster, type RosterParts } from './import-roster.js';
import { RosterRefused } from './roster-refused.js';
import { spool } from './spool.js';

const MAX_BYTES = 1 << 30;

/** What the import needs of the house. */
export class RosterImport {
  /** For who shares the process: called as rows are applied. */
  onProgress?: (done: number, of: number) => void;

  constructor(readonly parts: RosterParts) {}
}

/** Takes a roster as it streams in. */
@Controller('api/programs')
export class RosterController {
  constructor(private readonly rosters: RosterImport) {}

  @Post(':id/roster')
  @HttpCode(200)
  async import(
    @Param('id') programId: string,
    @Query() query: Readonly<Record<string, string | undefined>>,
    @Req() request: FastifyRequest,
  ) {
    if (!isId(programId)) throw new Problem(notFound(`"${programId.slice(0, 60)}" is no id.`));
    const actor = actorFor(principalOf(request), ['coordinator', 'hr'], { programId });
    if (request.headers['content-type']?.startsWith('text/csv') !== true)
      throw new Problem(problemDocument(415, 'unsupported-media-type', 'Send the roster as text/csv.'));
    const spooled = await refusedAsProblem(spool(request.body as AsyncIterable<Uint8Array>, { maxBytes: MAX_BYTES }));
    try {
      return await refusedAsProblem(
        importRoster(
          this.rosters.parts,
          programId,
          spooled,
          { kind: 'import', id: actor.id },
          {
            dryRun: query['dry-run'] === 'true',
            as: query['as'] === 'invited' ? 'invited' : 'joined',
            overwriteProfile: query['overwrite-profile'] === 'true',
            ...(this.rosters.onProgress === undefined ? {} : { onProgress: this.rosters.onProgress }),
            ...(query['notice-version'] === undefined ? {} : { noticeVersion: query['notice-version'].slice(0, 100) }),
          },
        ),
      );
    } finally {
      await spooled.close();
    }
  }
}

async function refusedAsProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RosterRefused)
      throw new Problem(
        problemDocument(
          422,
          error.code,
          error.line === undefined ? error.message : `Line ${error.line}: ${error.message}`,
        ),
      );
    throw error;
  }
}
