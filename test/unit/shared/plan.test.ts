import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../shared/failure';
import { formatAddress, parseEndpoint, parsePlan } from '../../../shared/plan';

describe('an endpoint is read from text', () => {
  test.each([
    ['epproot@10.0.0.20', { user: 'epproot', host: '10.0.0.20', port: 22 }],
    ['epproot@old.example:2222', { user: 'epproot', host: 'old.example', port: 2222 }],
    ['a@[::1]:2200', { user: 'a', host: '::1', port: 2200 }],
  ])('%s', (text, expected) => {
    expect(parseEndpoint(text)).toEqual(expected);
  });
  test.each([
    '10.0.0.20',
    'a@',
    '@b',
    'a@b:0',
    'a@b:70000',
    'a@b c',
    'a@b;rm',
    'a b@c',
    'a@::1',
    '',
  ])('“%s” is none', (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });
});

describe('a plan', () => {
  const source = { host: 'old.example', user: 'epproot' };
  const target = { host: 'new.example', user: 'epproot' };
  const refusal = (value: unknown): unknown => {
    try {
      return parsePlan(value);
    } catch (thrown) {
      return thrown instanceof FailureError ? thrown.failure : thrown;
    }
  };
  test('takes SSH’s port and runs to the end unless it says otherwise', () => {
    expect(parsePlan({ source, target })).toMatchObject({ source: { port: 22 }, until: 'done' });
  });
  test('names the member that is wrong', () => {
    expect(refusal({ source: { ...source, port: 70_000 }, target })).toMatchObject({
      code: 'plan.invalid',
      facts: { where: 'source.port' },
    });
  });
  test('does not take a password, nor anything else unknown', () => {
    expect(refusal({ source: { ...source, password: 'x' }, target })).toMatchObject({
      code: 'plan.invalid',
    });
  });
  test('does not move a server onto itself', () => {
    expect(refusal({ source, target: { ...target, host: 'OLD.example' } })).toMatchObject({
      code: 'plan.invalid',
      facts: { where: 'target' },
    });
  });
  test.each([undefined, null, 7, 'text', [], {}])('%j is none', (value) => {
    expect(refusal(value)).toMatchObject({ code: 'plan.invalid' });
  });
});

test('an IPv6 address is written with brackets', () => {
  expect(formatAddress({ host: '::1', port: 22 })).toBe('[::1]:22');
});
