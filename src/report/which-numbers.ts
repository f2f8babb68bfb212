import { sayDay, sayMoment } from '../base/say-moment.ts';
import type { ReportedExperiment } from '../model/report.ts';

interface WhichNumbers {
  readonly campaign: string;
  readonly experiment: ReportedExperiment;
  readonly asOf: Date;
  readonly askedFor: Date | undefined;
  readonly assignedLater: number;
  readonly timezone: string;
}

/** What the numbers are not of: later days, people assigned later, other draws. */
export function whichNumbers({
  campaign,
  experiment,
  asOf,
  askedFor,
  assignedLater,
  timezone,
}: WhichNumbers): string[] {
  const { salt, current, campaign_salt: now, others } = experiment;
  const said: string[] = [];
  if (askedFor) {
    const precision = sayMoment(asOf, timezone) === sayMoment(askedFor, timezone) ? 'second' : 'minute';
    const [end, asked] = [asOf, askedFor].map((instant) => sayMoment(instant, timezone, precision));
    said.push(
      `These numbers end at ${end}, where the last pull ended, not at ${asked}: crm pull --as-of ${askedFor.toISOString()}`,
    );
  }
  if (assignedLater > 0)
    said.push(
      `${people(assignedLater)} assigned after ${sayMoment(asOf, timezone)} and are not in these numbers: crm pull`,
    );
  if (!current) {
    const waits = others.some((other) => other.salt === now) ? '' : ', under which nobody was assigned yet';
    said.push(`These numbers are of the experiment with the salt ${salt}; the campaign's salt is now ${now}${waits}.`);
  }
  for (const other of others)
    said.push(
      `Another experiment of this campaign is not in these numbers: salt ${other.salt}, ${persons(other.people)} assigned ${days(other, timezone)}: crm report ${campaign} --salt ${other.salt}`,
    );
  return said;
}

const persons = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const people = (count: number): string => `${persons(count)} ${count === 1 ? 'was' : 'were'}`;

function days({ first, last }: { readonly first: string; readonly last: string }, zone: string): string {
  const [from, to] = [sayDay(new Date(first), zone), sayDay(new Date(last), zone)];
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}
