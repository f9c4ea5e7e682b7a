import { hash } from 'node:crypto'

/** Under which a witness keeps what it has seen of a log: an origin may hold a slash. */
export const originHash = (origin: string) => hash('sha256', origin)
