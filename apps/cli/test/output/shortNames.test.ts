import { expect, it } from 'vitest';

import { shortNames } from '../../src/output/shortNames.ts';

it('shortens to the last name, and says more only where two drivers would look the same', () => {
  const drivers = [
    { id: '1', name: 'Kyle Larson' },
    { id: '2', name: 'Martin Truex Jr.' },
    { id: '3', name: 'Austin Dillon' },
    { id: '4', name: 'Ty Dillon' },
    { id: '5', name: 'Kyle Busch' },
    { id: '6', name: 'Kurt Busch' },
    { id: '7', name: 'Villeneuve' },
  ];
  const nameOf = shortNames(drivers);
  expect(drivers.map(({ id }) => nameOf(id))).toEqual([
    'Larson',
    'Truex',
    'A. Dillon',
    'T. Dillon',
    'Kyle Busch',
    'Kurt Busch',
    'Villeneuve',
  ]);
  expect(nameOf('8')).toBe('8');
});
