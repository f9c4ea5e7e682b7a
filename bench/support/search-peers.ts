/** What others would have used: a popular search library as it comes, and PostgreSQL's own full text search. */
import pg from 'pg'
import { testCluster } from '../../src/kernel/postgres/test-cluster.ts'
import { installPeer } from './install-peer.ts'

export interface Page { id: string; title: string; text: string }
export interface Peer { name: string; search(question: string): Promise<string[]>; close(): Promise<void> }

interface MiniSearchModule {
  default: new (options: object) => { addAll(pages: readonly Page[]): void; search(question: string, options: object): { id: string }[] }
}

export async function openMiniSearch(pages: readonly Page[]): Promise<Peer> {
  const { default: MiniSearch } = await installPeer<MiniSearchModule>('minisearch', '7.2.0')
  const index = new MiniSearch({ fields: ['title', 'text'] })
  index.addAll(pages)
  return { name: 'MiniSearch 7.2.0', search: (question) => Promise.resolve(index.search(question, { boost: { title: 2 }, prefix: true }).slice(0, 10).map(({ id }) => id)), close: () => Promise.resolve() }
}

/** `simple`, as no Korean configuration ships with it: words as they are written, any of them, weighted by where they stand. */
export async function openFullText(pages: readonly Page[]): Promise<Peer> {
  const cluster = await testCluster()
  const database = `bench_${process.pid}`
  await cluster.createDatabase(database)
  const client = new pg.Client(cluster.ownerUrl(database))
  await client.connect()
  await client.query(`create table page (id text primary key, words tsvector not null); create index on page using gin (words)`)
  for (const { id, title, text } of pages) {
    await client.query(`insert into page values ($1, setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('simple', $3), 'C'))`, [id, title, text])
  }
  await client.query('analyze page')
  return {
    name: 'PostgreSQL 18 full text',
    async search(question) {
      const { rows } = await client.query<{ id: string }>(`
        select id from page, (select string_agg(quote_literal(lexeme), ' | ')::tsquery as query from unnest(to_tsvector('simple', $1))) as asked
        where words @@ query order by ts_rank(words, query, 1) desc, id limit 10`, [question])
      return rows.map(({ id }) => id)
    },
    async close() {
      await client.end()
      await cluster.dropDatabase(database)
    },
  }
}
