import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  createKeyText,
  hashSecret,
  isSecretOf,
  parseKeyText,
  writeKeyText,
} from '../src/keyText.ts';

describe('the text of an API key', () => {
  it('says which key it is, carries 256 random bits and a checksum', () => {
    const key = createKeyText();
    const text = writeKeyText(key);
    expect(text).toMatch(/^pw_[\dA-Za-z]{8}_[\dA-Za-z]{49}$/);
    expect(parseKeyText(text)).toEqual(key);
    expect(createKeyText()).not.toEqual(key);
  });

  it('is refused with any one character changed, before a store is asked', () => {
    const text = writeKeyText(createKeyText());
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('0', 'A', 'a', 'z', '_', '-'),
        (at, character) => {
          fc.pre(text[at] !== character);
          expect(parseKeyText(text.slice(0, at) + character + text.slice(at + 1))).toBeUndefined();
        },
      ),
    );
  });

  it.each(['', 'pw_', 'Bearer x', `pw_${'a'.repeat(8)}_${'b'.repeat(49)}`])(
    'is none when it is %j',
    (text) => {
      expect(parseKeyText(text)).toBeUndefined();
    },
  );

  it('matches the hash of its own secret only', () => {
    const [own, other] = [createKeyText(), createKeyText()];
    expect(isSecretOf(own.secret, hashSecret(own.secret))).toBe(true);
    expect(isSecretOf(other.secret, hashSecret(own.secret))).toBe(false);
    expect(isSecretOf(own.secret, 'short')).toBe(false);
  });
});
