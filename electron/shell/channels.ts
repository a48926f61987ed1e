/** The three channels between the page's preload script and the shell. */
export const channels = {
  /** Invoked with a command's name and input; answers with a `Reply`. */
  command: 'epp',
  /** Invoked with the path of a dropped file and what it is for; answers with a `Reply` that holds a ticket. */
  drop: 'epp-drop',
  /** Sent to the page with a push's name and value. */
  push: 'epp-push',
} as const;
