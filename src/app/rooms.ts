/** The rooms that keep tables, in the order of the house: each may rest on those before it. */
import { fileURLToPath } from 'node:url'
import type { MigrationFolder } from '../kernel/db/migrate.ts'

export const rooms = ['search', 'catalogue', 'identity', 'exchange', 'partners', 'credentials', 'cases', 'programs', 'payments', 'notices', 'assistant'] as const

/** What a room does in a role of its own. */
const duties: Partial<Record<(typeof rooms)[number], readonly string[]>> = { exchange: ['ending'] }

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const migrationFolders: MigrationFolder[] = [
  { room: 'kernel', folder: folder('../kernel/migrations') },
  ...rooms.map((room) => ({ room, folder: folder(`../modules/${room}/migrations`), duties: duties[room] ?? [] })),
]
