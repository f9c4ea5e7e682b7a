/**
 * Keeps a log going in one process: new numbers are in a checkpoint within half a second, and the checkpoint is with
 * the witnesses. Every process of the platform keeps every log; locks see to it that only one works at a time.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../log/log.ts'
import { Contradiction } from '../merkle/contradiction.ts'
import type { SignerKey, VerifierKey } from '../note/key.ts'
import { collectCosignatures, type CosignDeps, witnessesOf } from './collect-cosignatures.ts'
import { compareWithWitness, firstInDoubt } from './compare-with-witness.ts'
import { inTurn } from './in-turn.ts'
import { makeCheckpoint } from './make-checkpoint.ts'
import { sweepLog } from './sweep-log.ts'
import { numberingWaiting } from './number-entries.ts'

export interface KeeperDeps extends CosignDeps {
  keys: readonly SignerKey[]
  /** Of all times, those that sign now included. */
  everyKey: readonly VerifierKey[]
  logger: Log
}

export interface Keeper {
  /** Resolves when the witnesses that answer agree with what is stored; a log that contradicts them stays `broken`. */
  readonly compared: Promise<void>
  /** There are new numbers. */
  soon(): void
  /** Everything that has a number now is in a checkpoint, and the witnesses have been asked. */
  settle(): Promise<void>
  /** Everything stored is read again, and held against what was signed and witnessed. */
  sweep(): Promise<void>
  /** Why this log can give no more receipts: what is stored contradicts what was signed or witnessed. */
  readonly broken: string | undefined
  /** Since when entries wait for enough witnesses; undefined while none does. */
  readonly waitingSince: Date | undefined
  /** Names of the witnesses that gave nothing of use the last time they were asked. */
  readonly silent: ReadonlySet<string>
  stop(): Promise<void>
}

/** From a new number to its checkpoint, in milliseconds: entries of that time share one. */
const rhythm = 500
/** How often a process looks for what another has left behind, and asks silent witnesses again. */
const roundEvery = 2_000
/** Between two sweeps over everything, at least. */
const sweepEvery = 30_000

export function startKeeper(deps: KeeperDeps): Keeper {
  const { db, log, policy, keys, everyKey, logger } = deps
  const witnesses = witnessesOf(policy)
  const number = numberingWaiting(db, log)
  let broken: string | undefined
  let waitingSince: Date | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let sweeping = Promise.resolve()

  const guarded = (work: () => Promise<void>) => async () => {
    if (broken !== undefined) return
    try {
      await work()
    } catch (cause) {
      if (!(cause instanceof Contradiction)) {
        logger.error({ log: log.origin, err: cause }, 'transparency log')
        return
      }
      broken = cause.message
      logger.fatal({ log: log.origin, reason: broken }, 'the transparency log contradicts what was signed; it gives no more receipts')
    }
  }

  const compare = async (name: string) => {
    const witness = witnesses.find((candidate) => candidate.name === name)
    if (witness) await compareWithWitness(deps, everyKey, witness)
  }

  const checkpoint = inTurn(guarded(async () => {
    await number()
    while (await makeCheckpoint(db, log, keys).then((made) => made !== undefined && !made.isLast));
  }))

  const silent = new Set<string>()
  const cosign = inTurn(guarded(async () => {
    const round = await collectCosignatures(deps)
    for (const [name, answer] of round?.answers ?? []) {
      if (answer.kind === 'refused') throw new Contradiction(`the witness ${name} has seen another tree: it refuses the checkpoint of ${round?.size} entries; ${await firstInDoubt(db, log, round?.size ?? 0)}`)
      // Another process may have been faster; or this database has gone back in time.
      if (answer.kind === 'ahead') await compare(name)
      if (answer.kind === 'silent' && !silent.has(name)) logger.warn({ witness: name, cause: answer.cause }, 'witness is silent')
      if (answer.kind === 'silent') silent.add(name)
      else silent.delete(name)
    }
    waitingSince = await oldestWaiting()
  }))

  const oldestWaiting = async () => (await db.transaction((tx) => tx.selectFrom('log_entry').select('numbered_at').where('log', '=', log.id)
    .where('index', '>=', (eb) => eb.selectFrom('log_checkpoint').select((part) => part.fn.coalesce(part.fn.max('size'), part.lit(0)).as('size')).where('log', '=', log.id).where('witnessed_at', 'is not', null))
    .orderBy('index').limit(1).executeTakeFirst()))?.numbered_at

  const compared = guarded(async () => {
    // A process that starts in the middle of an outage knows how long it has lasted before it gives its first receipt.
    waitingSince = await oldestWaiting()
    for (const { name } of witnesses) {
      await compare(name).catch((cause: unknown) => {
        if (cause instanceof Contradiction) throw cause
        logger.warn({ witness: name, cause: (cause as Error).message }, 'witness is silent')
      })
    }
  })()

  const sweep = inTurn(guarded(async () => {
    await sweepLog({ db, log, policy, tiles: deps.tiles, everyKey, onSilent: (name, cause) => { logger.warn({ witness: name, cause: cause.message }, 'witness is silent') } })
  }))

  /** What an edit in place changes is found within a minute as long as reading everything takes a few seconds: a tenth of the time at most goes into it. */
  const watchOver = async () => {
    await compared
    for (let rest = sweepEvery; !stopped;) {
      await pause(rest, undefined, { ref: false })
      if (stopped) return
      const began = performance.now()
      sweeping = sweep()
      await sweeping
      rest = Math.max(sweepEvery, (performance.now() - began) * 10)
    }
  }
  void watchOver()

  const watch = async () => {
    await compared
    while (!stopped) {
      await checkpoint()
      void cosign()
      await pause(roundEvery, undefined, { ref: false })
    }
  }
  void watch()

  return {
    compared,
    soon() {
      if (stopped) return
      timer ??= setTimeout(() => {
        timer = undefined
        void checkpoint().then(cosign)
      }, rhythm)
      timer.unref()
    },
    async settle() {
      await compared
      await checkpoint()
      await cosign()
    },
    sweep,
    silent,
    get broken() {
      return broken
    },
    get waitingSince() {
      return waitingSince
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await sweeping
      await checkpoint()
      await cosign()
    },
  }
}
