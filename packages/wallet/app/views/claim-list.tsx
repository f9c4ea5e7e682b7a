import type { DescribedClaim } from './describe-claims.ts'

export function ClaimList({ claims }: { claims: readonly DescribedClaim[] }) {
  return (
    <dl class="summary-list">
      {claims.map(({ name, label, values }) => (
        <div key={name}><dt>{label}</dt><dd>{values.map((value) => <div key={value}>{value}</div>)}</dd></div>
      ))}
    </dl>
  )
}
