/**
 * Who drove for whom in the Cup series, regular drivers only: the race logs do not say. Written down by
 * hand from general knowledge; it is used for nothing but what teammates have in common.
 */
const EVERY_SEASON = [
  ['Hendrick', 'Chevrolet', 'Chase Elliott', 'Kyle Larson', 'William Byron', 'Alex Bowman'],
  ['Gibbs', 'Toyota', 'Denny Hamlin', 'Martin Truex Jr.', 'Christopher Bell'],
  ['23XI', 'Toyota', 'Bubba Wallace'],
  ['Penske', 'Ford', 'Joey Logano', 'Ryan Blaney', 'Austin Cindric'],
  ['Stewart-Haas', 'Ford', 'Chase Briscoe'],
  ['RFK', 'Ford', 'Brad Keselowski', 'Chris Buescher'],
  ['Front Row', 'Ford', 'Michael McDowell', 'Todd Gilliland'],
  ['Trackhouse', 'Chevrolet', 'Ross Chastain', 'Daniel Suarez'],
  ['Childress', 'Chevrolet', 'Austin Dillon'],
  ['JTG', 'Chevrolet', 'Ricky Stenhouse Jr.'],
  ['Wood', 'Ford', 'Harrison Burton'],
  ['Spire', 'Chevrolet', 'Corey LaJoie'],
];
const BY_SEASON = {
  2022: [
    ['Gibbs', 'Toyota', 'Kyle Busch'],
    ['23XI', 'Toyota', 'Kurt Busch', 'Ty Gibbs'],
    ['Stewart-Haas', 'Ford', 'Kevin Harvick', 'Aric Almirola', 'Cole Custer'],
    ['Childress', 'Chevrolet', 'Tyler Reddick'],
    ['Petty', 'Chevrolet', 'Erik Jones', 'Ty Dillon'],
    ['Kaulig', 'Chevrolet', 'Justin Haley', 'AJ Allmendinger', 'Daniel Hemric'],
    ['Ware', 'Ford', 'Cody Ware', 'JJ Yeley'],
  ],
  2023: [
    ['Gibbs', 'Toyota', 'Ty Gibbs'],
    ['23XI', 'Toyota', 'Tyler Reddick'],
    ['Stewart-Haas', 'Ford', 'Kevin Harvick', 'Aric Almirola', 'Ryan Preece'],
    ['Childress', 'Chevrolet', 'Kyle Busch'],
    ['Legacy', 'Chevrolet', 'Erik Jones', 'Noah Gragson'],
    ['Kaulig', 'Chevrolet', 'Justin Haley', 'AJ Allmendinger'],
    ['Spire', 'Chevrolet', 'Ty Dillon'],
    ['Ware', 'Ford', 'Cody Ware', 'JJ Yeley'],
  ],
  2024: [
    ['Gibbs', 'Toyota', 'Ty Gibbs'],
    ['23XI', 'Toyota', 'Tyler Reddick'],
    ['Stewart-Haas', 'Ford', 'Josh Berry', 'Ryan Preece', 'Noah Gragson'],
    ['Childress', 'Chevrolet', 'Kyle Busch'],
    ['Legacy', 'Toyota', 'Erik Jones', 'John Hunter Nemechek', 'Jimmie Johnson'],
    ['Kaulig', 'Chevrolet', 'Daniel Hemric', 'Shane Van Gisbergen', 'AJ Allmendinger'],
    ['Spire', 'Chevrolet', 'Carson Hocevar', 'Zane Smith'],
    ['Ware', 'Ford', 'Justin Haley', 'Kaz Grala'],
  ],
};

/** `{ team, manufacturer }` of a driver, or `{}` where we do not know. */
export function teamOf(name, season) {
  const rows = [...EVERY_SEASON, ...(BY_SEASON[season] ?? [])];
  const row = rows.find(([, , ...drivers]) => drivers.includes(name));
  return row ? { team: row[0], manufacturer: row[1] } : {};
}
