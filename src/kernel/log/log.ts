/** The platform's log: pino. People appear in it only as pseudonymous ids (see serializers). */
export type { Logger as Log } from 'pino'
