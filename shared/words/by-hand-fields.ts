/** Labels of what a person enters of an appliance beyond what its own pages ask for. */
export const handAskWords = {
  backupNames: 'Names of the backups in the list, with commas between them',
  backupNamesHint: 'Leave it empty where the list is empty.',
  atWork: 'Is a backup or an import under way there now?',
  atWorkYes: 'Yes',
  atWorkNo: 'No',
  oldLogin: 'You are logged in with an account of the old server',
  oldLoginHint: 'After a restore the accounts of the old server are the ones that count.',
} as const;
