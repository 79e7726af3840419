export const DRAFTKINGS_HEADER =
  'Position,Name + ID,Name,ID,Roster Position,Salary,Game Info,TeamAbbrev,AvgPointsPerGame';
const FANDUEL_HEADER =
  'Id,Position,First Name,Nickname,Last Name,FPPG,Raced,Salary,Game,Team,Opponent,Injury Indicator,Injury Details,Tier,,,Roster Position';

type DraftKingsRow = {
  name: string;
  id: string;
  salary?: string;
  average?: string;
  team?: string;
  position?: string;
  game?: string;
};

export function draftKingsFile(rows: DraftKingsRow[], lineEnd = '\r\n'): string {
  const lines = rows.map((row) => {
    const { name, id, salary = '9000', average = '30.5', team = 'Nasca', position = 'D' } = row;
    const { game = 'Pitwall 400' } = row;
    return `${position},${name} (${id}),${name},${id},D,${salary},${game},${team},${average}`;
  });
  return [DRAFTKINGS_HEADER, ...lines, ''].join(lineEnd);
}

type FanDuelRow = { name: string; id: string; average?: string; injury?: string };

export function fanDuelFile(rows: FanDuelRow[]): string {
  const lines = rows.map(({ name, id, average = '40.25', injury = '' }) => {
    const [first, ...last] = name.split(' ');
    return `${id},D,${first},${name},${last.join(' ')},${average},11,9500,,,,${injury},,,,,Driver`;
  });
  return [FANDUEL_HEADER, ...lines].join('\n');
}
