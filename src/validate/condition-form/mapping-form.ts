import type { Diagnostic } from '../../base/diagnostic.ts';
import type { ConsentCondition, NearCondition, ReachableCondition } from '../../model/condition.ts';
import type { StoreMapping } from '../../model/workspace.ts';
import type { At } from './finding.ts';
import { timeForm } from './moment-form.ts';

type People = StoreMapping['people'];

/** Whether the mapping knows where people are. */
export const nearForm = ({ file, pointer }: At, _: NearCondition, people: People): Diagnostic[] =>
  people.position
    ? []
    : [
        {
          code: 'SEGMENT.NO_POSITION',
          severity: 'error',
          summary: 'crm.yaml does not say where people are',
          place: file.place([...pointer, 'near'], 'key'),
          why: 'Nobody would be found.',
          next: ['Add `position: { lat: .., lng: .. }` with two columns under store.people.'],
        },
      ];

type Asked = Pick<ConsentCondition['consent'], 'medium' | 'topic' | 'night'>;

/** Whether people have an address of that kind, and a consent that can be asked so. */
export function reachableForm(at: At, { reachable }: ReachableCondition, people: People): Diagnostic[] {
  const asked: Asked = typeof reachable === 'string' ? { medium: reachable } : reachable;
  const { medium } = asked;
  const pointer = [...at.pointer, 'reachable'];
  const place = { ...at, pointer: typeof reachable === 'string' ? pointer : [...pointer, 'medium'] };
  if (medium !== 'in_app' && !people.addresses?.[medium]) return [noAddress(place, medium)];
  // Without any consent in the mapping, whoever has an address can be reached.
  if (!people.consent && asked.topic === undefined && !asked.night) return [];
  return consent({ file: at.file, pointer }, { asked, place }, people);
}

export function consentForm(at: At, { consent: asked }: ConsentCondition, people: People): Diagnostic[] {
  const pointer = [...at.pointer, 'consent'];
  const here: At = { ...at, pointer };
  const place: At = { ...at, pointer: [...pointer, 'medium'] };
  const granted: At = { ...at, pointer: [...pointer, 'granted'] };
  return [
    ...consent(here, { asked, place }, people),
    ...(asked.granted && people.consent && 'columns' in people.consent ? [noTime(granted)] : []),
    ...timeForm(granted, asked.granted),
  ];
}

function consent(
  { file, pointer }: At,
  { asked, place }: { readonly asked: Asked; readonly place: At },
  { consent: mapped }: People,
): Diagnostic[] {
  if (!mapped || ('columns' in mapped && !mapped.columns[asked.medium])) return [noConsent(place, asked.medium)];
  const of = (key: string): At => ({ file, pointer: [...pointer, key] });
  return [
    ...(asked.night && ('columns' in mapped || mapped.night === undefined) ? [noNight(of('night'))] : []),
    ...(asked.topic !== undefined && ('columns' in mapped || mapped.topic === undefined) ? [noTopic(of('topic'))] : []),
  ];
}

const noAddress = ({ file, pointer }: At, medium: string): Diagnostic => ({
  code: 'SEGMENT.NO_ADDRESS',
  severity: 'error',
  summary: `crm.yaml maps no address for ${medium}`,
  place: file.place(pointer),
  why: 'Nobody would be found.',
  next: [`Add \`${medium}: ..\` under store.people.addresses.`],
});

const noConsent = ({ file, pointer }: At, medium: string): Diagnostic => ({
  code: 'SEGMENT.NO_CONSENT',
  severity: 'error',
  summary: `crm.yaml maps no consent for ${medium}`,
  place: file.place(pointer),
  why: 'Nobody would be found.',
  next: ['Add it under store.people.consent.'],
});

const noNight = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.NO_NIGHT',
  severity: 'error',
  summary: 'crm.yaml does not say which consent is for the night',
  place: file.place(pointer, 'key'),
  why: 'Whoever agreed to messages by day would be taken for somebody who agreed to them at night.',
  next: ['Keep consent in a table, and name its yes or no column: store.people.consent.night.'],
});

const noTopic = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.NO_TOPIC',
  severity: 'warning',
  summary: 'the consent in crm.yaml has no topics',
  place: file.place(pointer, 'key'),
  why: 'Whoever agreed to the medium counts, whatever the topic.',
  next: ['Remove `topic`, or name the column: store.people.consent.topic.'],
});

const noTime = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.NO_CONSENT_TIME',
  severity: 'error',
  summary: 'crm.yaml does not say when people agreed',
  place: file.place(pointer, 'key'),
  why: 'A consent that is a column of the person says yes or no, not since when.',
  next: ['Remove `granted`, or map a table of consent with `granted_at`.'],
});
