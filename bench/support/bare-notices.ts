/** What the same machine does without the platform: the same rows and jobs with nothing decided, and the same letters with nothing remembered. */
import { createTransport } from 'nodemailer'
import type pg from 'pg'
import type { Seen } from './mail-sink.ts'

/** One row for each notice and message and one job, in the platform's batches. @returns seconds */
export async function bareEnqueue(owner: pg.Client, people: number): Promise<number> {
  await owner.query(`create table public.bare_notice (id uuid primary key, person text not null, data jsonb not null);
    create table public.bare_message (id uuid primary key, notice uuid not null, state text not null)`)
  const began = performance.now()
  for (let from = 1; from <= people; from += 10_000) {
    await owner.query(`with kept as (
        insert into public.bare_notice select gen_random_uuid(), 'bench-' || n, '{"kind":"entitled"}' from generate_series(${from}, ${Math.min(people, from + 9_999)}) n returning id
      ), message as (insert into public.bare_message select gen_random_uuid(), id, 'queued' from kept returning id)
      select count(*) from graphile_worker.add_jobs(array(select ('bare.send', json_build_object('message', id), null, now() + interval '1 day', 25, null, 10, null)::graphile_worker.job_spec from message))`)
  }
  return (performance.now() - began) / 1_000
}

/** nodemailer's pool alone, as many connections as the platform's. @returns messages a second */
export async function bareDeliveries(url: string, sink: { seen(): Promise<Seen> }, seconds: number): Promise<number> {
  const { hostname, port } = new URL(url)
  const transport = createTransport({ pool: true, host: hostname, port: Number(port), maxConnections: 4, maxMessages: 10_000 })
  await sink.seen()
  const began = performance.now()
  const work = async () => {
    while (performance.now() - began < seconds * 1_000) {
      await transport.sendMail({ from: 'Maru <no-reply@maru.example>', to: 'p@people.example', subject: '새로운 혜택', text: 'x'.repeat(400), html: `<!doctype html><p>${'x'.repeat(900)}</p>` })
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  const { messages } = await sink.seen()
  transport.close()
  return messages / seconds
}
