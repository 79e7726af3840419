import { AppError, ERROR_CODES, type ErrorCode } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { problemOf } from '../src/http/errorResponse.ts';
import { testApp } from './testApp.ts';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
}

/** What people see of it. */
function textOf(html: string): string {
  const text = html.replaceAll(/<[^>]+>/g, '');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

describe('the type of a problem', () => {
  it('leads to a page that says what it means, whatever the code', async () => {
    const { api } = testApp();
    for (const code of CODES) {
      const { type } = problemOf(new AppError(code, ''), '/', '');
      const { text, headers } = await api
        .get(type)
        .expect(200)
        .expect('Content-Type', /text.html/);
      const { title, meaning } = ERROR_CODES[code];
      expect(textOf(text)).toContain(title);
      expect(textOf(text)).toContain(meaning.replaceAll('`', ''));
      expect(text).toContain(`<code>${code}</code>`);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
    }
  });

  it('is found in a list of all, and all that the pages lead to is there', async () => {
    const { api } = testApp();
    const list = await api.get('/problems').expect(200);
    for (const code of CODES) expect(linksOf(list.text)).toContain(`/problems/${code}`);
    const page = await api.get('/problems/job_not_found').expect(200);
    for (const link of new Set(linksOf(list.text + page.text))) await api.get(link).expect(200);
  });

  it('needs nothing that the policy of every answer forbids', async () => {
    const { api } = testApp();
    for (const path of ['/problems', '/problems/busy']) {
      const { text } = await api.get(path).expect(200);
      expect(text).not.toMatch(/<script|<style|\bstyle=|\bon\w+=/);
      expect(linksOf(text).filter((link) => !link.startsWith('/'))).toEqual([]);
    }
  });

  it.each(['nonsense', 'constructor', '%3Cb%3E'])('is none for %s', async (code) => {
    const { body } = await testApp().api.get(`/problems/${code}`).expect(404);
    expect(body).toMatchObject({ type: '/problems/route_not_found', code: 'route_not_found' });
  });
});

describe('a code of an error', () => {
  it.each(CODES)('%s is explained in one sentence, without HTML', (code) => {
    expect(ERROR_CODES[code].meaning).toMatch(/^[A-Z][^<>]+[^<>.…]\.$/);
    expect(ERROR_CODES[code].meaning).not.toMatch(/[.!?] [A-Z]/);
  });
});
