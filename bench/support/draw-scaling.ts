/** CPU time against people and against rules, both axes by powers of ten: what is linear climbs as the dashed lines do. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exponentOf, type Scaling, type Took } from './measure-scaling.ts'

export interface Drawn { title: string; colour: string; scaling: Scaling }

const [width, height, left, right, top, bottom, gap] = [860, 380, 64, 20, 64, 52, 84]
const panel = (width - left - right - gap) / 2
const log = Math.log10

/** Writes `rules-scaling.svg` and the same in numbers. */
export function drawScaling(folder: string, drawn: readonly Drawn[], remark: string): void {
  writeFileSync(join(folder, 'rules-scaling.svg'), svgOf(drawn))
  const table = (along: 'people' | 'rules', points: (one: Drawn) => readonly Took[]) => drawn.flatMap((one) => points(one).map((point) =>
    `| ${one.title} | ${count(point.people)} | ${count(point.rules)} | ${point.cpuSeconds} | ${Math.round((point.cpuSeconds * 1e9) / point.people / point.rules * 100) / 100} |`)).join('\n')
  const head = (of: string) => `| ${of} | people | rules | CPU-seconds | nanoseconds a rule and person |\n|---|---|---|---|---|`
  const exponents = drawn.map(({ title, scaling }) => `${title}: people ^ ${exponentOf(scaling.byPeople, 'people')}, rules ^ ${exponentOf(scaling.byRules, 'rules')}`).join('; ')
  writeFileSync(join(folder, 'rules-scaling.md'), `# How the law scales over everybody

Made by \`npm run bench -- rules-country --draw\`. ${remark}

![CPU time against people and against rules](rules-scaling.svg)

The power law through the points (1 is linear): ${exponents}.

${head('ever more people')}
${table('people', ({ scaling }) => scaling.byPeople)}

${head('ever more rules')}
${table('rules', ({ scaling }) => scaling.byRules)}
`)
}

const count = (value: number) => value.toLocaleString('en')

function svgOf(drawn: readonly Drawn[]): string {
  const seconds = drawn.flatMap(({ scaling: { byPeople, byRules } }) => [...byPeople, ...byRules]).map(({ cpuSeconds }) => Math.max(1e-3, cpuSeconds))
  const [least, most] = [Math.floor(log(Math.min(...seconds))), Math.ceil(log(Math.max(...seconds)))]
  const y = (value: number) => height - bottom - ((log(Math.max(1e-3, value)) - least) / (most - least || 1)) * (height - top - bottom)
  const text = (x: number, at: number, anchor: string, words: string) => `<text x="${x.toFixed(1)}" y="${at.toFixed(1)}" text-anchor="${anchor}" fill="#222">${words}</text>`
  const levels = Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index))
  const panelOf = (start: number, along: 'people' | 'rules', points: (one: Drawn) => readonly Took[]) => {
    const values = drawn.flatMap((one) => points(one).map((point) => point[along]))
    const [first, last] = [log(Math.min(...values)), log(Math.max(...values))]
    const x = (value: number) => start + ((log(value) - first) / (last - first || 1)) * panel
    const lines = drawn.flatMap((one) => {
      const own = points(one)
      const [from, to] = [own[0]!, own.at(-1)!]
      const path = own.map((point) => `${x(point[along]).toFixed(1)},${y(point.cpuSeconds).toFixed(1)}`)
      return [
        `<line x1="${x(from[along])}" y1="${y(from.cpuSeconds)}" x2="${x(to[along])}" y2="${y((from.cpuSeconds * to[along]) / from[along])}" stroke="${one.colour}" stroke-dasharray="4 4" opacity="0.6"/>`,
        `<polyline points="${path.join(' ')}" fill="none" stroke="${one.colour}" stroke-width="2"/>`,
        ...path.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5" fill="${one.colour}"/>`),
      ]
    })
    const ticks = [...new Set(values)].toSorted((a, b) => a - b).filter((value, index, all) => index === 0 || x(value) - x(all[index - 1]!) > 56)
    return [
      ...levels.map((level) => `<line x1="${start}" x2="${start + panel}" y1="${y(level)}" y2="${y(level)}" stroke="#ddd"/>${text(start - 6, y(level) + 4, 'end', `${count(level)} s`)}`),
      ...lines, ...ticks.map((value) => text(x(value), height - bottom + 18, 'middle', count(value))), text(start + panel / 2, height - 10, 'middle', along === 'people' ? 'people, all rules' : `rules, ${count(points(drawn[0]!)[0]!.people)} people`),
    ].join('\n')
  }
  const legend = drawn.map(({ title, colour }, index) => `<rect x="${left + index * 320}" y="34" width="14" height="4" fill="${colour}"/>${text(left + index * 320 + 20, 40, 'start', title)}`)
  const said = drawn.map(({ title, scaling: { byPeople } }) => `${title}: ${byPeople.map(({ people, cpuSeconds }) => `${count(people)} people ${cpuSeconds} s`).join(', ')}`).join('. ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">
<title>CPU-seconds of a pass over everybody, by people and by rules</title><desc>${said}. Dashed: linear from the first point.</desc>
<rect width="${width}" height="${height}" fill="#fff"/>${text(left, 20, 'start', 'CPU-seconds of a pass over everybody; dashed: linear from the first point')}
${legend.join('\n')}
${panelOf(left, 'people', ({ scaling }) => scaling.byPeople)}
${panelOf(left + panel + gap, 'rules', ({ scaling }) => scaling.byRules)}
</svg>
`
}
