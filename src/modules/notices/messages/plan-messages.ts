/**
 * From notices to messages beside the portal, in one statement for one notice or for ten thousand: the first confirmed
 * contact of each person (of an alarm every one, at any hour), gathered with what already waits for it, at the hour the person allows.
 */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { alarms, type Happening, SendMessage } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'

export interface Planning {
  /** IANA name; quiet hours and the morning of a digest are local. */
  timeZone: string
  /** Kinds that the law of the pack lets nobody refuse. */
  mandatory: readonly Happening['kind'][]
  now(): Date
  /** Channels that the operator has opened. */
  open: readonly string[]
}

/** So long a message waits for what belongs to the same matter, in milliseconds: one application tells of itself several times at once. */
const gathering = 20_000
/** Messages give way to every other work (0): a campaign never stands before what one person waits for. */
const behind = 10
/** Messages a job: few enough that a job ends within seconds on a slow line. */
const batch = 50

/** @param wait milliseconds before the first may leave @returns how many new messages wait */
export async function planMessages(tx: Tx<NoticesTables>, { timeZone, mandatory, now, open }: Planning, notices: readonly string[], wait = gathering): Promise<number> {
  if (notices.length === 0 || open.length === 0) return 0
  const soon = new Date(now().getTime() + wait)
  const { rows: [planned] } = await sql<{ messages: number }>`
    with wanted as (
      select n.id, n.person, c.id as contact, c.channel,
        case when n.kind = any(${[...alarms]}) then n.id::text when p.frequency = 'daily' then 'daily' else coalesce(n.matter, n.id)::text end as grouping,
        case when p.person is null or n.kind = any(${[...alarms]}) then ${soon}::timestamptz else notices.due_at(${soon}::timestamptz, ${timeZone}, p.frequency, p.quiet_from, p.quiet_until) end as due_at
      from unnest(${notices}::uuid[]) as asked (id)
      -- Each by its key: a plan that read whole tables would make the millionth message cost more than the first.
      join lateral (select id, person, kind, matter from notices.notice where id = asked.id limit 1) n on true
      join lateral (
        select id, channel from notices.contact
        where person = n.person and state = 'confirmed' and channel = any(${open}) order by rank limit case when n.kind = any(${[...alarms]}) then null else 1 end
      ) c on true
      left join lateral (select * from notices.preference where person = n.person limit 1) p on true
      where n.kind = any(${mandatory}) or not n.kind = any(coalesce(p.muted, '{}'))
    ), opened as (
      insert into notices.message (id, person, contact, channel, grouping, due_at, state)
      select distinct on (contact, grouping) notices.new_id(${soon}::timestamptz), person, contact, channel, grouping, due_at, 'queued' from wanted
      on conflict (contact, grouping) where state = 'queued' do update set grouping = excluded.grouping
      returning id, contact, grouping, due_at, xmax = 0 as is_new
    ), joined as (
      insert into notices.message_notice (message, notice)
      select opened.id, wanted.id from wanted join opened using (contact, grouping)
      on conflict do nothing
    )
    select count(*)::int as messages, kernel.enqueue_batches(${SendMessage.name}, array_agg(json_build_object('message', id)), array_agg(due_at), ${batch}, ${behind})
    from opened where is_new having count(*) > 0`.execute(tx)
  return planned?.messages ?? 0
}
