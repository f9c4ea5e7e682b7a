/**
 * Preloaded into the platform under test: lets the pause points read their name, and takes it away again,
 * because it is no setting of an operator's and the platform refuses to start with an unknown one.
 */
await import('../../../src/kernel/pause/pause.ts')

delete process.env['MARU_PAUSE_AT']
