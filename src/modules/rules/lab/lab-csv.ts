/** The tables of a study as one file (RFC 4180), numbers as they are. */
import type { Simulation } from '../simulate/simulate.ts'

export function csvOf({ before, after, backPay, comparison: { all, by }, calibration, people, seed, on, knownAt, weight }: Simulation): string {
  const rows: (string | number)[][] = [
    ['table', 'group', 'figure', 'before', 'after'],
    ...Object.entries({ people, seed, on, knownAt, weight }).map(([figure, value]) => ['study', '', figure, value, value]),
    ...calibration.map(({ margin, error, unit }) => ['calibration', margin, unit, error, error]),
    ...before.services.flatMap(({ service, granted, unknown, paid }) => {
      const then = after?.services.find((one) => one.service === service)
      return [
        ['service', service, 'granted', granted, then?.granted ?? ''], ['service', service, 'unknown', unknown, then?.unknown ?? ''],
        ...Object.entries(paid).map(([per, sum]) => ['service', service, paidFigure(per), sum ?? '', then?.paid[per] ?? '']),
      ]
    }),
    ...(backPay?.services ?? []).flatMap(({ service, sum, vouchers }) => [['back-pay', service, backPay!.months.join(' '), '', sum ?? ''], ...(vouchers === 0 ? [] : [['back-pay as vouchers', service, backPay!.months.join(' '), '', vouchers ?? '']])]),
    ...[['all', [all]] as const, ...Object.entries(by)].flatMap(([table, groups]) => groups.flatMap(({ key, households, gain, lose, meanChange, poverty }) => [
      [table, key, 'households', households, households], [table, key, 'gain', '', gain], [table, key, 'lose', '', lose], [table, key, 'mean change a year', '', meanChange],
      [table, key, 'poverty in per cent', poverty[0], poverty[1]],
    ])),
  ]
  return rows.map((row) => row.map((cell) => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell))).join(',')).join('\r\n').concat('\r\n')
}

/** @param as `month`, or `month.voucher` */
function paidFigure(as: string): string {
  const [per, voucher] = as.split('.')
  return voucher ? `vouchers a ${per}` : `paid a ${per}`
}
