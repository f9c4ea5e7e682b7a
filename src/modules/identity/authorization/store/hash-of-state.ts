import { hash } from 'node:crypto'

/** What a client holds is known in the database by its hash alone. */
export const hashOfState = (id: string) => hash('sha256', id, 'buffer')
