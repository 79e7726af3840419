import type { Site, Slate } from '@pitwall/contract';

import {
  type Aliases,
  type Field,
  OWN_ALIASES,
  OWN_FILE_ALIASES,
  STATUS_ALIASES,
} from '../columns/fields.ts';

export type SalaryFormat = {
  format: Slate['format'];
  site: Site | undefined;
  /** For the message that no format fits. */
  title: string;
  header: string;
  /** A header with all of these is of this format; what the file calls them. */
  required: Partial<Record<Field, string>>;
  /** Columns that, two or more together, only files of this site have. */
  marks: readonly string[];
  aliases: Aliases;
  /** Columns of the site that say nothing about a lineup. */
  ignored: readonly string[];
  /** What the site offers where the player has no projection. */
  averageColumn: string | undefined;
};

/** In the order in which a header is compared with them: the most particular first. */
export const SALARY_FORMATS: readonly SalaryFormat[] = [
  {
    format: 'draftkings',
    site: 'draftkings',
    title: 'a DraftKings salary export',
    header:
      'Position,Name + ID,Name,ID,Roster Position,Salary,Game Info,TeamAbbrev,AvgPointsPerGame',
    required: { nameAndId: 'Name + ID', name: 'Name', id: 'ID', salary: 'Salary' },
    marks: ['nameid', 'gameinfo', 'teamabbrev', 'avgpointspergame'],
    aliases: {
      position: ['position'],
      nameAndId: ['nameid'],
      name: ['name'],
      id: ['id'],
      salary: ['salary'],
      team: ['team', 'teamabbrev'],
      average: ['avgpointspergame'],
      game: ['gameinfo'],
      ...STATUS_ALIASES,
      ...OWN_ALIASES,
    },
    ignored: ['rosterposition', 'teamabbrev'],
    averageColumn: 'AvgPointsPerGame',
  },
  {
    format: 'fanduel',
    site: 'fanduel',
    title: 'a FanDuel player list',
    header: 'Id,Position,First Name,Nickname,Last Name,FPPG,…,Salary,…,Injury Indicator,…',
    required: { id: 'Id', name: 'Nickname', salary: 'Salary' },
    marks: ['nickname', 'fppg', 'raced', 'injuryindicator', 'injurydetails'],
    aliases: {
      id: ['id'],
      position: ['position'],
      name: ['nickname'],
      average: ['fppg'],
      salary: ['salary'],
      team: ['team'],
      ...STATUS_ALIASES,
      ...OWN_ALIASES,
    },
    ignored: [
      'playeridplayername',
      'played',
      'firstname',
      'lastname',
      'raced',
      'game',
      'opponent',
      'injurydetails',
      'tier',
      'rosterposition',
    ],
    averageColumn: 'FPPG',
  },
  {
    format: 'plain',
    site: undefined,
    title: 'a plain file',
    header: 'id,name,salary,projection, and if you like team, manufacturer, ownership, …',
    required: { name: 'name', salary: 'salary' },
    marks: [],
    aliases: { ...OWN_FILE_ALIASES, ...STATUS_ALIASES },
    ignored: [],
    averageColumn: undefined,
  },
];
