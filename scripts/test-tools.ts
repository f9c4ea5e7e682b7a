/** What the tests want from the machine beyond the lockfile: Debian's packages, installed where that is allowed, and one that people mount beside the platform. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Tool {
  /** tests that need it skip with the reason `needs <name>` */
  name: string
  packages: string[]
  /** Of the npm registry, into a folder of their own. */
  modules?: { folder: string; names: string[] }
  found(): boolean
}

const onPath = (...names: string[]) => names.some((name) => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))))

/** Runs models of whoever mounts one; the platform carries none. */
export const modelRuntime = fileURLToPath(new URL('../node_modules/.cache/model-runtime', import.meta.url))

export const tools: Tool[] = [
  { name: 'chromium', packages: ['chromium'], found: () => onPath('chromium', 'chromium-browser', 'google-chrome') },
  { name: 'chromium without windows', packages: ['chromium-headless-shell'], found: () => onPath('chromium-headless-shell') },
  { name: 'korean fonts', packages: ['fonts-noto-cjk'], found: () => globSync('/usr/share/fonts/**/NotoSansCJK*').length > 0 },
  { name: 'java', packages: ['default-jre-headless'], found: () => onPath('java') },
  { name: 'poppler', packages: ['poppler-utils'], found: () => onPath('pdftotext') },
  { name: 'espeak-ng', packages: ['espeak-ng'], found: () => onPath('espeak-ng') },
  { name: 'openssl', packages: ['openssl'], found: () => onPath('openssl') },
  { name: 'softhsm', packages: ['softhsm2', 'opensc'], found: () => onPath('softhsm2-util') && onPath('pkcs11-tool') },
  { name: 'qpdf', packages: ['qpdf'], found: () => onPath('qpdf') },
  { name: 'mariadb', packages: ['mariadb-server-core'], found: () => onPath('mariadbd') || existsSync('/usr/sbin/mariadbd') },
  { name: 'onnxruntime-node', packages: [], modules: { folder: modelRuntime, names: ['onnxruntime-node@1.30.0', '@huggingface/tokenizers@0.2.0'] }, found: () => existsSync(join(modelRuntime, 'node_modules/@huggingface/tokenizers')) && existsSync(join(modelRuntime, 'node_modules/onnxruntime-node')) },
  { name: 'postgresql', packages: ['postgresql'], found: () => globSync('/usr/lib/postgresql/*/bin/postgres').length > 0 },
]

/** Installs what is missing, or says in a sentence what cannot be and what that skips. */
export function ensureTools(tell: (line: string) => void) {
  for (const tool of tools) if (tool.modules && !tool.found()) installModules(tool.name, tool.modules, tell)
  const missing = tools.filter((tool) => !tool.found())
  if (missing.length === 0) return tell(`✓ ${tools.map((tool) => tool.name).join(', ')}: all there`)
  const packages = missing.flatMap((tool) => tool.packages)
  if (packages.length === 0) return tell(sentence(missing, 'The npm registry could not be reached.'))
  const become = asRoot()
  if (!become || !onPath('apt-get')) return tell(sentence(missing, `Installing needs root: apt-get install ${packages.join(' ')}`))
  tell(`Installing ${packages.join(', ')} …`)
  if (process.getuid?.() === 0) keepClusterAway()
  const apt = (...args: string[]) => spawnSync(become[0] ?? 'apt-get', [...become.slice(1), ...args],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8', timeout: 600_000 })
  const install = () => apt('install', '-y', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages)
  const outcome = install().status === 0 ? undefined : (apt('update'), install())
  const still = missing.filter((tool) => !tool.found())
  if (still.length === 0) return tell(`✓ ${packages.join(', ')} installed`)
  tell(sentence(still, `apt-get could not install them: ${outcome?.stderr.trim().split('\n').at(-1) ?? ''}`))
}

/** Without its scripts: one of them would fetch drivers for graphics cards. */
function installModules(name: string, { folder, names }: NonNullable<Tool['modules']>, tell: (line: string) => void) {
  tell(`Installing ${name} …`)
  mkdirSync(folder, { recursive: true })
  spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...names], { stdio: 'ignore', timeout: 600_000 })
}

const sentence = (missing: Tool[], why: string) =>
  `Not on this machine: ${missing.map((tool) => tool.name).join(', ')}. Tests that need them are skipped and listed at the end. ${why}`

function asRoot(): string[] | undefined {
  if (process.getuid?.() === 0) return ['apt-get']
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : undefined
}

/** The package would start a server of its own on this machine; the tests want only its programs. */
function keepClusterAway() {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(file)) return
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n')
}
