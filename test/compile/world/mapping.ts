import type { StoreMapping } from '../../../src/model/workspace.ts';

/** How the tables of a world are declared in crm.yaml. Attributes are the default: every column under its own name. */
export const mapping: StoreMapping = {
  url: 'sqlite:store.db',
  people: {
    table: 'people',
    id: 'id',
    created_at: 'signed_up_at',
    timezone: 'tz',
    locale: 'locale',
    position: { lat: 'lat', lng: 'lng' },
    units: { last_ms: 'ms', first_s: 's' },
    addresses: {
      email: 'email',
      sms: 'phone',
      push: {
        table: 'devices',
        person: 'person_id',
        address: 'fcm_token',
        where: { platform: ['ios', 'android'] },
      },
    },
    consent: {
      table: 'consents',
      person: 'person_id',
      medium: 'medium',
      topic: 'topic',
      granted_at: 'granted_at',
      revoked_at: 'revoked_at',
      night: 'night',
    },
  },
  events: [
    { table: 'events', person: 'person_id', name: 'name', at: 'occurred_at', id: 'id', properties: 'props' },
    {
      event: 'listen',
      table: 'listens',
      person: 'listener_id',
      at: 'started_at',
      id: 'id',
      properties: { dj_id: 'dj_id', seconds: 'seconds', live: 'live' },
    },
    {
      event: 'ping',
      table: 'pings',
      person: 'device',
      at: 'at_ms',
      id: 'id',
      unit: 'ms',
      properties: { battery: 'battery' },
    },
  ],
  related: {
    invoices: {
      table: 'invoices',
      person: 'person_id',
      columns: ['status', 'amount', 'due_at', 'due_on', 'paid_ms'],
      units: { paid_ms: 'ms' },
    },
    seats: { table: 'seats', person: 'person_id', columns: ['account', 'account_plan', 'role'] },
    devices: { table: 'devices', person: 'person_id', columns: ['platform', 'model'] },
  },
};
