import { Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId } from '../../kernel/ids.js';
import { problemDocument, notFound } from '../../platform/problem-document.js';
import { Problem } from '../../platform/http/problems.js';
import { onceEach, principalOf } from '../../platform/http/reading.js';
import { actorFor } from '../../platform/security/authorize.js';
import type { RosterOptions, RosterParts } from './apply-rows.js';
import { importRoster } from './import-roster.js';
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
    const options = optionsIn(query);
    const spooled = await refusedAsProblem(spool(request.body as AsyncIterable<Uint8Array>, { maxBytes: MAX_BYTES }));
    try {
      return await refusedAsProblem(
        importRoster(
          this.rosters.parts,
          programId,
          spooled,
          { kind: 'import', id: actor.id },
          {
            ...options,
            ...(this.rosters.onProgress === undefined ? {} : { onProgress: this.rosters.onProgress }),
          },
        ),
      );
    } finally {
      await spooled.close();
    }
  }
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'dry-run': ['true', 'false'],
  as: ['joined', 'invited'],
  'overwrite-profile': ['true', 'false'],
};

/** A misspelt `dry-run` must not import. @throws Problem 400 */
function optionsIn(query: Readonly<Record<string, string | undefined>>): RosterOptions {
  onceEach(query);
  const { 'notice-version': noticeVersion, ...choices } = query;
  for (const [name, value = ''] of Object.entries(choices)) {
    const allowed = CHOICES[name];
    if (allowed === undefined)
      throw invalid(`There is no parameter ${name.slice(0, 60)}: ${Object.keys(CHOICES).join(', ')}, notice-version.`);
    if (!allowed.includes(value)) throw invalid(`${name} must be one of: ${allowed.join(', ')}.`);
  }
  if (noticeVersion !== undefined && (noticeVersion === '' || noticeVersion.length > 100))
    throw invalid('notice-version must be 1 to 100 characters long.');
  return {
    dryRun: choices['dry-run'] === 'true',
    as: choices['as'] === 'invited' ? 'invited' : 'joined',
    overwriteProfile: choices['overwrite-profile'] === 'true',
    ...(noticeVersion === undefined ? {} : { noticeVersion }),
  };
}

const invalid = (detail: string) => new Problem(problemDocument(400, 'invalid-query', detail));

async function refusedAsProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RosterRefused) throw new Problem(problemDocument(422, error.code, error.message));
    throw error;
  }
}
