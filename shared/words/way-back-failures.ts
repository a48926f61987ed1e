import { at, knownWords, type Say, say } from './failure-saying';

/** What can go wrong on the way back, and with giving up the old server. */
export const wayBackFailureWords = {
  'rollback.declined': say(
    'Going back was not confirmed',
    (f) => `What was typed is not the name of the new server, ${f['name'] ?? '?'}.`,
    'The name of the new server, typed by you.',
    'Nothing was changed by this. Type its name when you are sure that its clients shall go back to the old server.',
  ),
  'rollback.begun': say(
    'This migration goes back to the old server',
    (f) => `Going back was begun for ${f['id'] ?? 'it'}, so it does not go on.`,
    'A new migration, after the old server is back.',
    'Go on with the way back: epp-migrate roll-back, or its page in the window.',
  ),
  'rollback.not-possible': (f) => ({
    title: 'There is nothing to go back from',
    seen:
      f['why'] === 'given-up'
        ? 'The old server was given up: it was deleted or archived.'
        : f['why'] === 'rolled-back'
          ? 'This migration has gone back already.'
          : 'Nothing has been changed on either server.',
    needed: 'A migration that has changed something, and an old server that is kept.',
    todo:
      f['why'] === 'given-up'
        ? 'The way back, as a text, says what is left: epp-migrate way-back.'
        : 'Nothing has to be done.',
  }),
  'rollback.new-answers': say(
    'The new server still has the old address',
    (f) =>
      f['seconds'] === undefined
        ? `${at(f)} shows the ${knownWords(f)} of the new server.`
        : `${at(f)} still answers after ${f['seconds']} s, and not with the ${knownWords(f)} of the old server.`,
    'A free address before the old server is switched on.',
    'Power off the virtual machine of the new server, or disconnect its network card, before anything else. If the old one is on already, disconnect that first: two servers at one address harm each other.',
  ),
  'rollback.source-silent': say(
    'The old server was not switched on',
    (f) => `${at(f)} did not answer within ${f['hours'] ?? '?'} hours.`,
    'The old server itself at its address.',
    'Power on its virtual machine in the hypervisor, look at its network there, then go on with the way back.',
  ),
  'rollback.stranger': say(
    'Somebody else answers at the old address',
    (f) => `${at(f)} shows ${f['seen'] ?? '?'}: neither the old server nor the new one.`,
    'The old server, by what was accepted of it before.',
    'Stop. Find out which machine has this address before any client connects.',
  ),
  'source.still-needed': say(
    'The old server is still needed',
    () => 'This migration is not finished: the old server is the only one that is complete.',
    'A finished migration.',
    'Finish the migration, or go back. Do not delete the old server.',
  ),
} as const satisfies Record<string, Say>;
