/** What a login shell knows beside `eppctl`: the text that it answers with, or undefined for no such command. */
export function shellAnswer([command, ...rest]: readonly string[]): string | undefined {
  if (command === 'echo') return `${rest.join(' ')}\n`;
  if (command === 'true') return '';
  // Every account of a practice machine may do everything.
  if (command === 'id' && rest.join(' ') === '-u') return '0\n';
  return undefined;
}

/** What the fault `menu` shows in the place of every answer. */
export const menuText = [
  'Endpoint Protector - Appliance Setup',
  '',
  ' 1) Network settings',
  ' 2) Restart services',
  ' 3) Power off',
  ' 0) Log out',
  '',
  'Choose: ',
].join('\n');
