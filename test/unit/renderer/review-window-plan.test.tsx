import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fromField, toField, zones } from '../../../renderer/start-time';
import { button } from './open-review';
import { openWindow } from './open-window';
import { reviewed } from './script-facts';
import { reviewing } from './states';

const start = () => screen.getByLabelText(/^Start of the window/) as HTMLInputElement;
const zone = () => screen.getByLabelText(/^Time zone of the old server/);
const toPrint = () => button('Save the window plan to print…');
const place = { 'choose-place': { ticket: 't-1', name: 'w.html' } };

describe('how long it will take', () => {
  it('is told by phase and in all, as ranges with what they rest on', async () => {
    await openWindow({ ...reviewing(reviewed), measured: { databaseBytes: 4e9 } });
    const table = within(screen.getByRole('table', { name: 'How long each phase takes' }));
    expect(table.getByRole('row', { name: /^Back up/ })).toHaveTextContent(
      '5 to 30 mindocumented by the vendor, measured',
    );
    expect(table.getByRole('row', { name: /^Verify/ })).toHaveTextContent('assumed by us');
    expect(table.getByRole('row', { name: /^All phases/ })).toHaveTextContent(/\d+ min to \d+ h/);
    expect(screen.getAllByText('The database has 4.0 GB. (measured)')).toHaveLength(2);
    expect(screen.getAllByText(/The link to the old server is not measured/)).toHaveLength(1);
  });

  it('is told without any measure, where a journal has none', async () => {
    await openWindow(reviewing(reviewed));
    expect(screen.getAllByText(/The size of the database is not measured/)).toHaveLength(2);
  });
});

describe('the window plan', () => {
  it('is saved from the start and in the time zone that the person says', async () => {
    const { user, asked } = await openWindow(reviewing(reviewed), place);
    fireEvent.change(start(), { target: { value: '2027-01-12T09:00' } });
    await user.selectOptions(zone(), 'UTC+1:00');
    await user.click(toPrint());
    expect(asked('choose-place')[0]?.input).toEqual({
      purpose: 'window-plan',
      suggestedName: 'window plan OLD-EPP.html',
    });
    expect(asked('save-window-plan')[0]?.input).toEqual({
      ...{ id: 'm-1', format: 'html', file: { ticket: 't-1' } },
      ...{ start: new Date('2027-01-12T09:00').toISOString(), zoneMinutes: 60 },
    });
    expect(await screen.findByText('Saved as w.html.')).toBeVisible();
  });

  it('begins with a safe start, and says that the time zone is not known as long as nobody said it', async () => {
    const { user, asked } = await openWindow(reviewing(reviewed), place);
    expect(fromField(start().value)).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Take the next safe start/ })).toBeNull();
    expect(screen.getByText(/The time zone of the old server is not known/)).toBeVisible();
    await user.click(button('Save the window plan as text…'));
    expect(asked('save-window-plan')[0]?.input).not.toHaveProperty('zoneMinutes');
    await user.selectOptions(zone(), 'UTC-3:30');
    expect(screen.queryByText(/The time zone of the old server is not known/)).toBeNull();
  });

  it('says what speaks against a start, and offers the next one', async () => {
    const { user } = await openWindow(reviewing(reviewed));
    await user.selectOptions(zone(), 'UTC+0:00');
    fireEvent.change(start(), { target: { value: toField('2027-01-12T20:30:00Z') } });
    expect(screen.getByText(/^Back up may run into the nightly job/)).toBeVisible();
    await user.click(button(/^Take the next safe start/));
    expect(fromField(start().value)).toBe('2027-01-12T23:00:00.000Z');
    expect(screen.queryByText(/may run into the nightly job/)).toBeNull();
  });

  it('cannot be saved without a start', async () => {
    await openWindow(reviewing(reviewed));
    fireEvent.change(start(), { target: { value: '' } });
    expect(screen.getByText('Enter a date and a time.')).toBeVisible();
    expect(toPrint()).toBeDisabled();
  });

  it('is not saved when the dialog is cancelled', async () => {
    const { user, asked } = await openWindow(reviewing(reviewed));
    await user.click(toPrint());
    expect(asked('save-window-plan')).toEqual([]);
  });
});

describe('the field of the start', () => {
  it.each(['', 'soon', '+012345-01-01T00:00'])('takes %j for no time', (text) => {
    expect(fromField(text)).toBeUndefined();
  });

  it('has time zones from west to east', () => {
    expect(zones).toEqual(zones.toSorted((a, b) => a - b));
  });
});
