const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** The sign that something goes on, at this moment in milliseconds. */
export const spinnerAt = (now: number): string =>
  frames[Math.floor(now / 100) % frames.length] ?? '';
