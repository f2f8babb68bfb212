import type { Store } from '../../model/ports.ts';
import type { ServerAddress } from '../server/address.ts';
import type { About } from '../server/failure.ts';
import { serverStore } from '../server/server-store.ts';
import type { Limits } from '../server/session.ts';
import { indexesQuery, powersQuery, sizesQuery, tablesQuery } from './catalogue.ts';
import { causeOf } from './cause.ts';
import { openSession } from './session.ts';
import { totalCost } from './total-cost.ts';

/** The company's store on PostgreSQL. */
export const postgresStore = (address: ServerAddress, limits: Limits, about: About): Store =>
  serverStore(
    {
      dialect: 'postgres',
      connect: () => openSession(address, limits),
      causeOf,
      tables: tablesQuery,
      indexes: indexesQuery,
      sizes: sizesQuery,
      powers: powersQuery,
      cost: { explain: 'explain (format json)', read: totalCost },
    },
    about,
  );
