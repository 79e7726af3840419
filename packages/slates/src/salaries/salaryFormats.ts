import type { Site, Slate } from '@pitwall/contract';

import { type Aliases, type Field, OWN_FILE_ALIASES } from '../columns/fields.ts';

export type SalaryFormat = {
  format: Slate['format'];
  site: Site | undefined;
  /** For the message that no format fits. */
  title: string;
  header: string;
  /** A header with all of these is of this format. */
  required: readonly Field[];
  aliases: Aliases;
  /** Columns of the site that say nothing about a lineup. */
  ignored: readonly string[];
  projectionColumn: string;
};

/** In the order in which a header is compared with them: the most particular first. */
export const SALARY_FORMATS: readonly SalaryFormat[] = [
  {
    format: 'draftkings',
    site: 'draftkings',
    title: 'a DraftKings salary export',
    header:
      'Position,Name + ID,Name,ID,Roster Position,Salary,Game Info,TeamAbbrev,AvgPointsPerGame',
    required: ['nameAndId', 'name', 'id', 'salary'],
    aliases: {
      position: ['position'],
      nameAndId: ['nameid'],
      name: ['name'],
      id: ['id'],
      salary: ['salary'],
      team: ['teamabbrev'],
      projection: ['avgpointspergame'],
    },
    ignored: ['rosterposition', 'gameinfo'],
    projectionColumn: 'AvgPointsPerGame',
  },
  {
    format: 'fanduel',
    site: 'fanduel',
    title: 'a FanDuel player list',
    header: 'Id,Position,First Name,Nickname,Last Name,FPPG,…,Salary,…,Injury Indicator,…',
    required: ['id', 'name', 'salary'],
    aliases: {
      id: ['id'],
      position: ['position'],
      name: ['nickname'],
      projection: ['fppg'],
      salary: ['salary'],
      team: ['team'],
      injury: ['injuryindicator'],
    },
    ignored: [
      'firstname',
      'lastname',
      'raced',
      'game',
      'opponent',
      'injurydetails',
      'tier',
      'rosterposition',
    ],
    projectionColumn: 'FPPG',
  },
  {
    format: 'plain',
    site: undefined,
    title: 'a plain file',
    header: 'id,name,salary,projection, and if you like team, manufacturer, ownership, …',
    required: ['name', 'salary'],
    aliases: OWN_FILE_ALIASES,
    ignored: [],
    projectionColumn: 'projection',
  },
];
