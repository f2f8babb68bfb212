import { Cron } from 'croner';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { suggest } from '../../base/suggest.ts';
import { isZone } from '../../base/zone.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { Rule } from '../rule.ts';

/** Zones, dates and cron expressions that exist. */
export const times: Rule = ({ config, campaigns, personas }) => {
  const findings = zone(config.source, ['timezone'], config.value.timezone);
  for (const { value, source } of personas.values()) {
    if (value.timezone !== undefined) findings.push(...zone(source, ['timezone'], value.timezone));
  }
  for (const { value, source: file } of campaigns.values()) {
    const { trigger } = value;
    if ('at' in trigger) {
      if (!isLocalTime(trigger.at)) findings.push(noSuchTime(file, trigger.at));
      if (trigger.zone !== undefined && trigger.zone !== 'workspace')
        findings.push(...zone(file, ['trigger', 'zone'], trigger.zone));
    } else {
      const { cron, zone: name } = trigger.schedule;
      const problem = cronProblem(cron);
      if (problem !== undefined) findings.push(badCron(file, cron, problem));
      if (name !== undefined && name !== 'workspace')
        findings.push(...zone(file, ['trigger', 'schedule', 'zone'], name));
    }
  }
  return findings;
};

function zone(file: SourceFile, pointer: Pointer, name: string): Diagnostic[] {
  if (name === 'person') {
    return [
      {
        code: `${file.noun.toUpperCase()}.NOT_IN_THIS_VERSION`,
        severity: 'error',
        summary: "schedules in each person's own zone are not part of this version of crm",
        place: file.place(pointer),
        why: 'It would be sent at the wrong hour to everybody elsewhere.',
        next: ['Write workspace or a zone like Asia/Seoul.'],
      },
    ];
  }
  if (isZone(name)) return [];
  const near = nearZones(name);
  return [
    {
      code: `${file.noun.toUpperCase()}.UNKNOWN_ZONE`,
      severity: 'error',
      summary: `there is no time zone \`${name}\``,
      place: file.place(pointer),
      why: 'Zones are IANA names: Asia/Seoul, Europe/Paris, UTC.',
      next: ['Write an IANA name.'],
      ...(near.length > 0 ? { suggestions: near } : {}),
    },
  ];
}

/** Zones that are spelled alike, or that have the same city. */
function nearZones(name: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  const city = (text: string): string => text.slice(text.lastIndexOf('/') + 1).toLowerCase();
  const near = suggest(name, all);
  return near.length > 0 ? near : all.filter((zone) => city(zone) === city(name)).slice(0, 3);
}

function isLocalTime(text: string): boolean {
  const full = text.length === 16 ? `${text}:00` : text;
  const instant = new Date(`${full}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(full);
}

const noSuchTime = (file: SourceFile, at: string): Diagnostic => ({
  code: 'CAMPAIGN.NO_SUCH_TIME',
  severity: 'error',
  summary: `there is no such date and time: ${at}`,
  place: file.place(['trigger', 'at']),
  why: 'The calendar has no such day, or the day no such minute.',
  next: ['Write a local time that exists: 2026-12-01T19:00.'],
});

/** Any day will do to look forward from: the answer is the same tomorrow. */
const someDay = new Date('2026-01-01T00:00:00Z');

function cronProblem(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/).length;
  if (fields !== 5) return `it has ${fields} ${fields === 1 ? 'field' : 'fields'}, not five`;
  try {
    const next = new Cron(cron, { paused: true, timezone: 'UTC' }).nextRun(someDay);
    return next ? undefined : 'no day in the calendar fits it';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'it cannot be read';
  }
}

const badCron = (file: SourceFile, cron: string, problem: string): Diagnostic => ({
  code: 'CAMPAIGN.BAD_CRON',
  severity: 'error',
  summary: `\`${cron}\` is no cron expression: ${problem}`,
  place: file.place(['trigger', 'schedule', 'cron']),
  why: 'Fields are minute, hour, day of month, month, weekday: "0 19 * * 5" is every Friday at 19:00.',
  next: ['Correct the expression.'],
});
