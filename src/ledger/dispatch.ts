import type { ClaimedDelivery, Verdict } from '../model/delivery.ts';
import { fitsAt } from '../model/limits.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import { clock as now } from './clock.ts';
import { contactsOf } from './contacts.ts';
import type { Db } from './open-sqlite.ts';

interface ClaimRow {
  id: number;
  person: string;
  key: string;
  arm: string;
  fence: number;
  attempt: number;
  expires_at: string | null;
}

type Claims = Pick<DeliveryLedger, 'reap' | 'claim' | 'renew' | 'intend' | 'nextRetry'>;

/** From queued to sending: rows are held by lease and fence, on the database's clock. */
export function claimLedger(db: Db): Claims {
  const back = db.prepare(
    `update crm_deliveries set status = 'queued', lease_until = null where run = ? and status = 'claimed' and lease_until < ${now}`,
  );
  const lost = db.prepare(
    `update crm_deliveries set status = 'unknown', reason = 'interrupted', lease_until = null where run = ? and status = 'sending' and lease_until < ${now}`,
  );
  const claim = db.prepare<[number, string, string, string, number], ClaimRow>(
    `update crm_deliveries set status = 'claimed', fence = fence + 1, lease_until = ${now} + ?, updated_at = ${now}
     where id in (select id from crm_deliveries where run = ? and ((status = 'queued' and (held_until is null or held_until <= ? or expires_at <= ?)) or (status = 'retry' and next_at <= ${now})) order by id limit ?)
     returning id, person, key, arm, fence, attempt, expires_at`,
  );
  const renew = db.prepare(
    `update crm_deliveries set lease_until = ${now} + ? where id = ? and fence = ? and status in ('claimed', 'sending')`,
  );
  const intend = db.prepare(
    `update crm_deliveries set status = 'sending', at = coalesce(?, at), tags = ?, held_until = null, attempt = attempt + 1, lease_until = ${now} + ?, updated_at = ${now} where id = ? and fence = ? and status = 'claimed' and lease_until >= ${now}`,
  );
  const generationNow = db.prepare<[], string>("select value from crm_meta where key = 'generation'").pluck();
  const reapAll = db.transaction((run: string) => ({
    requeued: back.run(run).changes,
    unknown: lost.run(run).changes,
  }));
  const hold = db.prepare(
    `update crm_deliveries set status = 'queued', reason = 'capped', held_until = ?, lease_until = null, updated_at = ${now} where id = ? and fence = ? and status = 'claimed'`,
  );
  const drop = db.prepare(
    `update crm_deliveries set status = 'skipped', reason = 'capped', at = ?, lease_until = null, updated_at = ${now} where id = ? and fence = ? and status = 'claimed'`,
  );
  const contacts = contactsOf(db);
  const intendAll = db.transaction(({ deliveries, leaseMs, generation, load }: Parameters<Claims['intend']>[0]) => {
    if (Number(generationNow.get()) !== generation) return 'changed';
    const moved = new Set<number>();
    const had = load ? contacts({ ...load, people: deliveries.map(({ person }) => person) }) : new Map();
    for (const { id, fence, person } of deliveries) {
      const fits = load && fitsAt(load.rules.message, had.get(person) ?? [], { ...load.rules, now: load.now });
      if (fits && load.rules.whenCapped === 'hold') hold.run(fits.toISOString(), id, fence);
      else if (fits) drop.run(load.now.toISOString(), id, fence);
      else if (intend.run(load?.now.toISOString() ?? null, tagsOf(load), leaseMs / 1000, id, fence).changes === 1)
        moved.add(id);
    }
    return moved;
  });
  return {
    reap: async (run) => reapAll.immediate(run),
    claim: async ({ run, limit, leaseMs, now: at }) =>
      claim
        .all(leaseMs / 1000, run, at?.toISOString() ?? always, at?.toISOString() ?? always, limit)
        .sort((a, b) => a.id - b.id)
        .map(({ expires_at, ...row }) => ({ ...row, expiresAt: expires_at ?? undefined })),
    renew: async ({ deliveries, leaseMs }) => {
      db.transaction(() => {
        for (const { id, fence } of deliveries) renew.run(leaseMs / 1000, id, fence);
      }).immediate();
    },
    intend: async (request) => intendAll.immediate(request),
    nextRetry: async (run) => {
      const next = db
        .prepare<[string], number | null>(
          `select (min(iif(status = 'retry', next_at, lease_until)) - ${now}) * 1000 from crm_deliveries where run = ? and status in ('retry', 'claimed', 'sending')`,
        )
        .pluck()
        .get(run);
      return next ?? undefined;
    },
  };
}

/** After every time. */
const always = '9999';

const tagsOf = (load: Parameters<Claims['intend']>[0]['load']): string | null =>
  load && load.rules.message.tags.length > 0 ? JSON.stringify(load.rules.message.tags) : null;

/** From sending to what became of it. */
export function answerLedger(db: Db): Pick<DeliveryLedger, 'acknowledge'> {
  // What goes back to the queue was not tried: a server that is down costs nobody an attempt.
  const settle = db.prepare(
    `update crm_deliveries set status = ?, attempt = attempt - (? = 'queued' and status <> 'claimed'), reason = ?, provider_id = ?, next_at = ${now} + ?, lease_until = null, at = ?, updated_at = ${now}
     where id = ? and fence = ? and status in ('claimed', 'sending', 'unknown')`,
  );
  // An answer that comes after the run was thought done may leave something to do.
  const undone = db.prepare(
    "update crm_runs set state = 'sending' where state = 'done' and id = (select run from crm_deliveries where id = ? and status in ('queued', 'retry'))",
  );
  const settleAll = db.transaction(
    (verdicts: readonly { delivery: ClaimedDelivery; verdict: Verdict; at: string }[]) => {
      for (const { delivery, verdict, at } of verdicts) {
        const reason = 'reason' in verdict ? verdict.reason : null;
        const provider = verdict.status === 'sent' ? (verdict.providerId ?? null) : null;
        const wait = verdict.status === 'retry' ? verdict.retryAfter / 1000 : null;
        settle.run(verdict.status, verdict.status, reason, provider, wait, at, delivery.id, delivery.fence);
        if (verdict.status === 'queued' || verdict.status === 'retry') undone.run(delivery.id);
      }
    },
  );
  return {
    acknowledge: async (verdicts) => {
      settleAll.immediate(verdicts);
    },
  };
}
