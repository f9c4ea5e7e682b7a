/** Why a credential was revoked when its holder's wallets were emptied: what may be brought back is known by it. */
export const emptiedBecause = { portal: 'wallets emptied by the holder', sheet: 'wallets emptied by the emergency sheet', office: 'wallets emptied at an office' } as const
