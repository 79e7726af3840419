export const SITES = ['draftkings', 'fanduel'] as const;
export type Site = (typeof SITES)[number];

/** Roster size and salary cap (whole dollars) of the sites' NASCAR contests. */
export const SITE_RULES = {
  draftkings: { rosterSize: 6, salaryCap: 50_000 },
  fanduel: { rosterSize: 5, salaryCap: 50_000 },
} as const satisfies Record<Site, { rosterSize: number; salaryCap: number }>;
