/** The peer's own Python environment, below `bench/.peers/`; made once, and again when its versions change. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tell } from './figures.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** @returns its Python and its driver */
export function installOpenFisca(): { python: string; driver: string } {
  const wanted = readFileSync(pathOf('peers/openfisca.txt'), 'utf8')
  const [folder, mark, python] = [pathOf('.peers/openfisca'), pathOf('.peers/openfisca/versions.txt'), pathOf('.peers/openfisca/bin/python')]
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
    tell('Installing the peer (OpenFisca, the first time only) …')
    rmSync(folder, { recursive: true, force: true })
    call('python3', '-m', 'venv', folder)
    call(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', '-r', pathOf('peers/openfisca.txt'))
    writeFileSync(mark, wanted)
  }
  return { python, driver: pathOf('peers/openfisca.py') }
}

function call(command: string, ...words: string[]) {
  const { status, error } = spawnSync(command, words, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`the peer could not be installed: ${command} ${words.slice(0, 3).join(' ')} …`, { cause: error })
}
