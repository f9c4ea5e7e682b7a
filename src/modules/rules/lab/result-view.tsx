/** What a study gave: the fit of its people first, then cost, who gains and loses, and poverty. */
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import { serviceName } from '../owed/in-words.ts'
import type { Group } from '../simulate/compare-households.ts'
import type { Simulation } from '../simulate/simulate.ts'
import { BarPicture } from './bar-picture.tsx'
import { groupName } from './group-name.ts'
import { TileMap } from './tile-map.tsx'
import { officialFigures } from './official-figures.ts'

const dimensions = ['decile', 'age', 'region', 'kind'] as const

export function ResultView({ view, result }: { view: View; result: Simulation }) {
  const { before, after, against, backPay, comparison: { all, by, unknown }, calibration, weight, people, households, broken } = result
  const t = (key: string, values: Record<string, string | number> = {}) => view.t(`rules.lab.${key}`, values)
  const inCountry = (amount: number | null) => (amount === null ? t('beyond') : view.money(Math.round(amount * weight)))
  return (
    <section>
      <h2>{t('result')}</h2>
      <p>{t('drawn', { people, households, weight: Math.round(weight) })} {t('broken', { broken, unknown })}</p>
      {calibration.length === 0 ? <p>{t('not-calibrated')}</p> : (
        <Table caption={t('calibration')} head={[t('margin'), t('error')]} numeric={[1]}
          rows={calibration.map(({ margin, error, unit }) => [marginName(view, margin), t(unit === 'points' ? 'points' : 'percent', { error: view.number(error) })])} />
      )}
      <Table caption={t('cost')} head={[t('law'), t('a-year')]} numeric={[1]} rows={[
        [wasLaw(view, result), inCountry(before.benefits)],
        ...(after ? [[t('after'), inCountry(after.benefits)], [t('change'), inCountry(before.benefits === null || after.benefits === null ? null : after.benefits - before.benefits)]] : []),
        ...(backPay ? [[<>{t('back-pay')}<span class="hint"> {t('back-pay-months', { months: backPay.months.map((month) => view.month(month)).join(', '), known: view.date(result.knownAt) })}</span></>, backPay.vouchers === 0 ? inCountry(backPay.sum) : [inCountry(backPay.sum), view.t('rules.amount.voucher', { amount: inCountry(backPay.vouchers) })].join(', ')]] : []),
      ]} />
      <Table caption={t('services')} head={[t('service'), t('granted'), against === undefined ? t('paid-before') : wasLaw(view, result), ...(after ? [t('paid-after')] : [])]} numeric={[1]}
        rows={before.services.map(({ service, granted, paid }) => {
          const then = after?.services.find((one) => one.service === service)
          const people = (count: number) => view.number(Math.round(count * weight))
          return [
            serviceName(view, service), then && then.granted !== granted ? t('from-to', { before: people(granted), after: people(then.granted) }) : people(granted),
            paidInWords(view, paid, weight), ...(after ? [paidInWords(view, then?.paid ?? {}, weight)] : []),
          ]
        })} />
      <Fit view={view} calibration={calibration} />
      <Official view={view} result={result} />
      {after ? (
        <>
          <h2>{t('who')}</h2>
          <p>{t('gain-lose', { gain: Math.round(all.gain * weight), lose: Math.round(all.lose * weight) })} {t('poverty-change', { before: view.number(all.poverty[0]), after: view.number(all.poverty[1]) })}</p>
          <Fit view={view} calibration={calibration} />
          {dimensions.filter((dimension) => by[dimension].length > 1).map((dimension) => <ByGroup key={dimension} view={view} dimension={dimension} groups={by[dimension]} calibration={calibration} />)}
        </>
      ) : null}
    </section>
  )
}

/** What the reform is set against. */
const wasLaw = (view: View, { against }: Simulation) => (against === undefined ? view.t('rules.lab.before') : view.t('rules.lab.before-then', { on: view.date(against) }))

function Official({ view, result }: { view: View; result: Simulation }) {
  const figures = view.pack.population ? officialFigures(view.pack.population, result) : []
  if (figures.length === 0) return null
  const t = (key: string) => view.t(`rules.lab.${key}`)
  return (
    <>
      <Table caption={t('official')} head={[t('margin'), t('published'), wasLaw(view, result), ...(result.after ? [t('after')] : [])]} numeric={result.after ? [1, 2, 3] : [1, 2]}
        rows={figures.map(({ margin: { name, counts, remark }, year, published, before, after }) => {
          const said = (value: number | null) => (value === null ? '' : counts === 'people' ? view.number(value) : view.money(value))
          const called = <>{view.t('rules.lab.official-of', { name: view.text(name), year })}{remark ? <span class="hint"> {view.text(remark)}</span> : null}</>
          return [called, said(published), said(before), ...(result.after ? [said(after)] : [])]
        })} />
      <p class="hint">{view.t('rules.lab.official-definition', { on: view.date(result.on) })}</p>
    </>
  )
}

function Maps({ view, groups }: { view: View; groups: readonly (Group & { name: string })[] }) {
  const map = view.pack.tiles
  if (map?.fact !== 'household.region') return null
  const change = groups.map(({ key, name, meanChange }) => ({ key, name, value: meanChange, words: view.money(meanChange) }))
  const poverty = groups.map(({ key, name, poverty: [before, after] }) => ({ key, name, value: after, words: view.t('rules.lab.from-to', { before: view.number(before), after: view.number(after) }) }))
  return (
    <>
      <TileMap title={view.t('rules.lab.map-change')} tiles={map.tiles} areas={change} />
      <TileMap title={view.t('rules.lab.map-poverty')} tiles={map.tiles} areas={poverty} />
      <p class="hint">{view.t('rules.lab.map-hint')}</p>
    </>
  )
}

/** How far the people are from what was published, beside every figure that rests on them. */
function Fit({ view, calibration }: { view: View; calibration: Simulation['calibration'] }) {
  if (calibration.length === 0) return <p class="hint">{view.t('rules.lab.not-calibrated')}</p>
  const worst = (wanted: string) => Math.max(0, ...calibration.filter(({ unit }) => unit === wanted).map(({ error }) => error))
  return <p class="hint">{view.t('rules.lab.fit', { points: view.number(worst('points')), percent: view.number(worst('percent')) })}</p>
}

function ByGroup({ view, dimension, groups, calibration }: { view: View; dimension: typeof dimensions[number]; groups: readonly Group[]; calibration: Simulation['calibration'] }) {
  const t = (key: string) => view.t(`rules.lab.${key}`)
  const named = groups.map((group) => ({ ...group, name: groupName(view, dimension, group.key) }))
  return (
    <>
      <h3>{t(`by.${dimension}`)}</h3>
      <BarPicture title={t('mean-change')} bars={named.map(({ name, meanChange }) => ({ label: name, value: meanChange, words: view.money(meanChange) }))} />
      <BarPicture title={t('poverty-picture')} bars={named.map(({ name, poverty: [before, after] }) => ({ label: name, value: after, words: view.t('rules.lab.from-to', { before: view.number(before), after: view.number(after) }) }))} />
      {dimension === 'region' ? <Maps view={view} groups={named} /> : null}
      <Table caption={t(`by.${dimension}`)} head={['group', 'households', 'gain', 'lose', 'mean-change', 'poverty'].map(t)} numeric={[1, 2, 3, 4, 5]}
        rows={named.map(({ name, households, gain, lose, meanChange, poverty: [before, after] }) => [
          name, view.number(households), view.number(gain), view.number(lose), view.money(meanChange), view.t('rules.lab.from-to', { before: view.number(before), after: view.number(after) }),
        ])} />
      <Fit view={view} calibration={calibration} />
    </>
  )
}

const marginName = (view: View, id: string) => {
  const margin = view.pack.population?.margins.find((one) => one.id === id)
  return margin ? view.text(margin.name) : id
}

const paidInWords = (view: View, paid: Record<string, number | null>, weight: number) =>
  Object.entries(paid).map(([as, sum]) => {
    if (sum === null) return view.t('rules.lab.beyond')
    const [per, voucher] = as.split('.')
    const amount = view.money(Math.round(sum * weight))
    return view.t(`rules.amount.${per}`, { amount: voucher ? view.t('rules.amount.voucher', { amount }) : amount })
  }).join(', ')
