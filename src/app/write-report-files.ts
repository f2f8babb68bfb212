import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayDay } from '../base/say-moment.ts';
import type { Report } from '../model/report.ts';

/** Writes the files of a report; gives back their paths relative to the workspace. The day is the workspace's. An earlier experiment has its salt in the name. */
export function writeReportFiles(
  root: string,
  { campaign, as_of, timezone, experiment }: Report,
  files: Readonly<Record<string, string>>,
): string[] {
  const folder = `reports/${campaign.id}`;
  mkdirSync(join(root, folder), { recursive: true });
  const salt = experiment.current ? '' : `-${experiment.salt.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
  return Object.entries(files).map(([ending, text]) => {
    const path = `${folder}/${sayDay(new Date(as_of), timezone)}${salt}.${ending}`;
    writeFileSync(join(root, path), text);
    return path;
  });
}
