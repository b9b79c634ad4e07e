import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { writeBackup } from '../../store/embedded-backup.ts';
import { markRestored } from '../../store/restored.ts';
import { operatorCommand, OperatorRefusal } from './operator-command.ts';

/** The file system's codes that the person can do something about. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; make it, or name another',
  ENOTDIR: 'its folder is no folder; name another',
  EISDIR: 'it is a folder; name a file in it',
  EACCES: 'the folder may not be written to by the user that runs Milepost; name another',
  EPERM: 'the folder may not be written to by the user that runs Milepost; name another',
  EROFS: 'the file system is read-only; name another folder',
  ENOSPC: 'the disk is full; make room, or name another folder',
};

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** `milepost backup`: written by the process that has the store open. */
export const backUp = operatorCommand({
  input: z.strictObject({ file: z.string(), force: z.boolean() }),
  async carryOut({ database }, { file, force }) {
    if (database.kind === 'postgres') throw new OperatorRefusal('This store is a PostgreSQL: back it up with pg_dump.');
    if (!isAbsolute(file)) throw new OperatorRefusal(`The file is ${file}, expected its whole path.`);
    if (!force && (await isThere(file))) {
      throw new OperatorRefusal(`${file} is there already. Name another file, or give --force to replace it.`);
    }
    try {
      return { file, bytes: await writeBackup(database, file) };
    } catch (error) {
      const remedy = REMEDIES[(error as NodeJS.ErrnoException).code ?? ''];
      if (remedy === undefined) throw error;
      throw new OperatorRefusal(`The backup could not be written to ${file}: ${remedy}.`, { cause: error });
    }
  },
});

/** `milepost restore --mark`: the store was brought back by other means than `milepost restore`. */
export const markAsRestored = operatorCommand({
  input: z.strictObject({}),
  carryOut: async ({ database }) => ({ roadmaps: await markRestored(database) }),
});
