import type { StoreMapping } from '../model/workspace.ts';

/** What a mapping makes of the columns of a table: `id`, `address: email`, `consent: sms`. Columns without a part are missing. */
export function columnRoles({ people, events = [] }: StoreMapping, table: string): ReadonlyMap<string, string> {
  const roles = new Map<string, string[]>();
  const add = (column: unknown, role: string): void => {
    if (typeof column === 'string') roles.set(column, [...(roles.get(column) ?? []), role]);
  };
  if (people.table === table) {
    for (const role of ['id', 'created_at', 'timezone', 'locale'] as const) add(people[role], role);
    for (const [medium, column] of Object.entries(people.addresses ?? {})) add(column, `address: ${medium}`);
    const { consent } = people;
    if (consent && 'columns' in consent)
      for (const [medium, column] of Object.entries(consent.columns)) add(column, `consent: ${medium}`);
  }
  for (const source of events.filter((each) => each.table === table)) {
    add(source.person, 'person');
    if ('name' in source) add(source.name, 'event name');
    add(source.at, 'time');
    add(source.id, 'event id');
  }
  return new Map([...roles].map(([column, all]) => [column, all.join(', ')]));
}
