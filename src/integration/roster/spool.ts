import { createHash, randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RosterRefused } from './roster-refused.js';

export interface Spooled {
  /** Size of the upload in bytes. */
  readonly bytes: number;
  /** SHA-256 of the upload, in hex. */
  readonly sha256: string;
  /** The upload from its beginning; may be called any number of times, also at the same time. */
  read(): AsyncIterable<Buffer>;
  /** Gives the disk space back. Closing twice does nothing. */
  close(): Promise<void>;
}

export interface SpoolOptions {
  /** Refuse more than this many bytes; absent: no limit but the disk. */
  readonly maxBytes?: number;
  /** Folder of the temporary file; absent: the system's. */
  readonly dir?: string;
}

const READ_BYTES = 64 * 1024;

/**
 * Keeps an upload on disk, so that it can be read twice in flat memory. The file has no name once it is open: what it
 * holds about people is gone with the process, even when that is killed.
 */
export async function spool(source: AsyncIterable<Uint8Array>, options: SpoolOptions = {}): Promise<Spooled> {
  const file = await openUnlinked(options.dir ?? tmpdir());
  try {
    const { bytes, sha256 } = await writeAll(file, source, options.maxBytes ?? Infinity);
    return { bytes, sha256, read: () => readAll(file), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openUnlinked(dir: string): Promise<FileHandle> {
  const path = join(dir, `upload-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function writeAll(file: FileHandle, source: AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source) {
    if (bytes + chunk.length > maxBytes) throw tooLarge(maxBytes);
    hash.update(chunk);
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, bytes + done);
      done += bytesWritten;
    }
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function* readAll(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    // a new buffer each time: whoever reads may keep the last one
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function tooLarge(maxBytes: number) {
  return new RosterRefused(
    'too-large',
    `The file is larger than ${maxBytes} bytes, the most this server takes. Split it, with the header on each part.`,
  );
}
