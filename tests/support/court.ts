/** A court for houses of tests: three keys, two of which are enough. */
import { newSignerKey, readSignerKey } from '../../src/kernel/transparency/note/key.ts'

export const courtOfHouses = { threshold: 2, keys: ['one', 'two', 'three'].map((name) => readSignerKey(newSignerKey(`${name}.court.example`, 1))) }
