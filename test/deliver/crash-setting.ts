import type { Run } from '../../src/model/delivery.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { campaign } from './support.ts';

export const crashCampaign = campaign({ purpose: 'service' });

export const crashMapping: StoreMapping = {
  url: 'sqlite:store.db',
  people: { table: 'people', id: 'id', addresses: { email: 'email' } },
  events: [{ table: 'events', person: 'person_id', name: 'name', at: 'at' }],
};

export const crashRun: Run = {
  id: 'c@2026-11-06T19:00',
  campaign: 'c',
  revision: 1,
  slot: '2026-11-06T19:00',
  purpose: 'service',
  state: 'enqueuing',
  asOf: '2026-11-06T10:00:00.000Z',
  expiresAt: undefined,
  generation: 0,
  cursor: undefined,
};

export const messages = 2_000;
export const connections = 5;
